package io.trainyard.engine.checkpoint;

import io.trainyard.engine.model.Provenance;
import io.trainyard.engine.train.TrainingProgress;
import java.util.Objects;

/** All of a checkpoint but its arrays, as its file has it. */
record CheckpointHead(
    int format, String runId, int attempt, Provenance provenance, TrainingProgress progress) {
  /** Goes up when an older reader would go on wrongly. */
  static final int FORMAT = 1;

  CheckpointHead {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(progress, "progress");
  }

  static CheckpointHead of(Checkpoint checkpoint) {
    return new CheckpointHead(
        FORMAT,
        checkpoint.runId(),
        checkpoint.attempt(),
        checkpoint.provenance(),
        checkpoint.state().progress());
  }
}
