package io.trainyard.node.service;

import io.trainyard.contract.cluster.WorkerView;

/** What a worker says of itself. Never blocks. */
public interface WorkerStatus {
  WorkerView status();
}
