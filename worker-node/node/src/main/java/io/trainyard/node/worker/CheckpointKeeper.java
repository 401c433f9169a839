package io.trainyard.node.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.engine.checkpoint.CheckpointFile;
import io.trainyard.engine.checkpoint.CheckpointPacing;
import io.trainyard.engine.checkpoint.InvalidCheckpointException;
import io.trainyard.engine.model.Provenance;
import io.trainyard.engine.train.RestingTraining;
import io.trainyard.engine.train.Score;
import io.trainyard.engine.train.TrainingProgress;
import io.trainyard.engine.train.TrainingState;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.store.BlobKind;
import io.trainyard.node.store.BlobRecord;
import io.trainyard.node.store.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a run's checkpoints: copied on the learning thread, encoded, stored, read back and verified
 * on another. One that fails costs nothing but itself. Used by the learning thread.
 */
final class CheckpointKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointKeeper.class);

  private final Assignment assignment;
  private final Provenance asked;
  private final BlobStore blobs;
  private final MeterRegistry meters;
  private final Consumer<Checkpoint> saved;
  private final Executor background;
  private final CheckpointPacing pacing =
      new CheckpointPacing(CheckpointPacing.Intervals.defaults(), System::nanoTime);
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
  private volatile long newest;

  /**
   * Keeps for one attempt.
   *
   * @param asked of the run as it was submitted
   * @param resumedFrom the iteration that needs no checkpoint, as it has one
   * @param saved told of each that was read back
   */
  CheckpointKeeper(
      Assignment assignment,
      Provenance asked,
      long resumedFrom,
      BlobStore blobs,
      MeterRegistry meters,
      Consumer<Checkpoint> saved,
      Executor background) {
    this.assignment = assignment;
    this.asked = asked;
    this.newest = resumedFrom;
    this.blobs = blobs;
    this.meters = meters;
    this.saved = saved;
    this.background = background;
  }

  /** Takes one if one is due. */
  void atRest(RestingTraining training, boolean epochEnded) {
    if (!pacing.isDue(epochEnded) || training.progress().iteration() <= newest) {
      return;
    }
    pacing.begun();
    long start = System.nanoTime();
    TrainingState copy = training.copy();
    underWay = CompletableFuture.runAsync(() -> tryToStore(copy, epochEnded, start), background);
  }

  private void tryToStore(TrainingState copy, boolean epochEnded, long start) {
    try {
      store(copy, epochEnded, start);
    } catch (InvalidCheckpointException e) {
      LOG.atInfo().log("no checkpoint of a training that diverges: {}", e.getMessage());
    } catch (RuntimeException | OutOfMemoryError e) {
      meters.counter(MetricNames.CHECKPOINTS_FAILED).increment();
      LOG.atWarn()
          .addKeyValue("runId", assignment.runId())
          .addKeyValue("attempt", assignment.attempt())
          .setCause(e)
          .log("a checkpoint could not be stored; the run goes on");
    } finally {
      pacing.ended(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /**
   * Takes one now, before the learning ends. Blocks until it is stored; asks again while the store
   * is away, as long as nobody is in a hurry.
   */
  void saveNow(RestingTraining training, LearningControl control) {
    control.insistently(
        () -> {
          underWay.join();
          return null;
        });
    if (training.progress().iteration() <= newest) {
      return;
    }
    long start = System.nanoTime();
    boolean atEpochsEnd = training.progress().epoch().iterations() == 0;
    TrainingState copy = training.copy();
    control.insistently(
        () -> {
          store(copy, atEpochsEnd, start);
          return null;
        });
  }

  private void store(TrainingState copy, boolean epochEnded, long start) {
    byte[] file = encode(copy);
    BlobRecord blob =
        blobs.putVerified(
            BlobKind.CHECKPOINT,
            ByteBuffer.wrap(file),
            Map.of("run", assignment.runId(), "attempt", Integer.toString(assignment.attempt())));
    newest = copy.progress().iteration();
    meters.timer(MetricNames.CHECKPOINT_SAVED).record(Duration.ofNanos(System.nanoTime() - start));
    meters.summary(MetricNames.CHECKPOINT_BYTES).record(file.length);
    saved.accept(of(copy.progress(), blob.id(), file.length, epochEnded));
  }

  private byte[] encode(TrainingState copy) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      CheckpointFile.write(
          io.trainyard.engine.checkpoint.Checkpoint.of(
              assignment.runId(), assignment.attempt(), asked, copy),
          file);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    return file.toByteArray();
  }

  private static Checkpoint of(
      TrainingProgress progress, String blobId, long bytes, boolean epochEnded) {
    @Nullable Double accuracy =
        epochEnded ? progress.validation().map(Score::accuracy).orElse(null) : null;
    int epoch = epochEnded ? progress.epochsDone() : progress.epochsDone() + 1;
    return new Checkpoint(blobId, bytes, epoch, progress.iteration(), accuracy);
  }
}
