package io.trainyard.node.worker;

import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.contract.run.RunResult;
import io.trainyard.engine.model.ModelFile;
import io.trainyard.engine.model.Provenance;
import io.trainyard.engine.model.TrainedModel;
import io.trainyard.engine.train.Score;
import io.trainyard.engine.train.TrainingOutcome;
import io.trainyard.node.store.BlobKind;
import io.trainyard.node.store.BlobRecord;
import io.trainyard.node.store.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** Stores a finished training's model and tells the run's result. Blocking. */
final class ModelKeeper {
  private static final double NANOS = 1e9;

  private final BlobStore blobs;

  ModelKeeper(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * Stores it, asking again while the store is away.
   *
   * @param asked of the run as it was submitted
   */
  RunResult keep(
      Assignment assignment,
      Provenance asked,
      TrainingOutcome.Finished finished,
      double loadSeconds,
      LearningControl control)
      throws IOException {
    long start = System.nanoTime();
    Provenance provenance =
        asked.reached(
            finished.hyperparameters(),
            finished.hyperparameters().epochs(),
            Math.toIntExact(finished.iteration()));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelFile.write(new TrainedModel(finished.network(), provenance), file);
    Map<String, String> attributes =
        Map.of("run", assignment.runId(), "attempt", Integer.toString(assignment.attempt()));
    BlobRecord model =
        control.insistently(
            () ->
                blobs.putVerified(BlobKind.MODEL, ByteBuffer.wrap(file.toByteArray()), attributes));
    double saveSeconds = (System.nanoTime() - start) / NANOS;
    return result(model, finished, seconds(finished.seconds(), loadSeconds, saveSeconds));
  }

  private static RunResult result(
      BlobRecord model, TrainingOutcome.Finished finished, PhaseTimes seconds) {
    return new RunResult(
        model.id(),
        model.rawBytes(),
        finished.network().parameterCount(),
        finished.hyperparameters().epochs(),
        finished.iteration(),
        finished.trainLoss(),
        finished.validation().map(Score::accuracy).orElse(null),
        finished.test().accuracy(),
        finished.test().loss(),
        finished.test().confusion(),
        finished.imagesPerSecond(),
        seconds);
  }

  private static PhaseTimes seconds(PhaseTimes times, double load, double save) {
    return new PhaseTimes(load + times.load(), times.train(), times.validate(), times.test(), save);
  }
}
