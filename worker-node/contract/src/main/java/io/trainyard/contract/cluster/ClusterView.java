package io.trainyard.contract.cluster;

import java.util.List;

/**
 * The cluster in one answer.
 *
 * @param kafka bootstrap addresses as clients outside may use them
 * @param queued runs that wait
 * @param running runs that have an owner
 */
public record ClusterView(
    String status,
    String version,
    Health health,
    List<WorkerView> workers,
    List<String> kafka,
    int queued,
    int running) {
  public ClusterView {
    workers = List.copyOf(workers);
    kafka = List.copyOf(kafka);
  }
}
