package io.trainyard.node.worker;

import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.telemetry.Task;

/** What an attempt is to learn. */
public record Assignment(String runId, int attempt, RunSpec spec, String datasetId) {
  static Assignment of(Task task) {
    return new Assignment(task.runId(), task.attempt(), task.spec(), task.datasetId());
  }
}
