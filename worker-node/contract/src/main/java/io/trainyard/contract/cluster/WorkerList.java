package io.trainyard.contract.cluster;

import java.util.List;

/** All workers the master knows of, by id. */
public record WorkerList(List<WorkerView> workers) {
  public WorkerList {
    workers = List.copyOf(workers);
  }
}
