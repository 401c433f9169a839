package io.trainyard.node.worker;

import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.telemetry.Metric;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells what an attempt does: metrics to Kafka, lines to the log, progress to the heartbeat. Called
 * by the run's thread; {@link #progress} by any.
 */
public final class RunReporter {
  private static final Logger LOG = LoggerFactory.getLogger("run");

  /** A chart shows no more; a small model has hundreds of iterations a second. */
  private static final long BETWEEN_POINTS = Duration.ofMillis(50).toNanos();

  private final Assignment assignment;
  private final String workerId;
  private final Consumer<Metric> metrics;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private long metricSequence;
  private long lastPoint = Long.MIN_VALUE;
  private volatile RunProgress progress;

  RunReporter(
      Assignment assignment,
      String workerId,
      Consumer<Metric> metrics,
      Clock clock,
      LongSupplier nanoTime) {
    this.assignment = assignment;
    this.workerId = workerId;
    this.metrics = metrics;
    this.clock = clock;
    this.nanoTime = nanoTime;
    int epochs = assignment.spec().hyperparameters().epochs();
    this.progress =
        new RunProgress(
            assignment.runId(),
            assignment.attempt(),
            RunProgress.Phase.LOADING,
            0,
            epochs,
            0,
            0,
            null,
            null);
  }

  public RunProgress progress() {
    return progress;
  }

  /** The attempt goes on from a checkpoint. */
  void resumes(int epochsDone, long iteration) {
    RunProgress was = progress;
    progress =
        new RunProgress(
            was.runId(),
            was.attempt(),
            was.phase(),
            epochsDone,
            was.epochs(),
            iteration,
            was.totalIterations(),
            null,
            null);
  }

  /** The run enters a phase. */
  public void phase(RunProgress.Phase phase) {
    RunProgress was = progress;
    progress =
        new RunProgress(
            was.runId(),
            was.attempt(),
            phase,
            was.epoch(),
            was.epochs(),
            was.iteration(),
            was.totalIterations(),
            was.loss(),
            was.imagesPerSecond());
  }

  /**
   * An iteration is done; a point is sent at most every 50 ms, and for the last one.
   *
   * @param loss mean cross-entropy of the batch
   */
  public void iteration(
      int epoch,
      int epochs,
      long iteration,
      long totalIterations,
      double loss,
      double imagesPerSecond) {
    progress =
        new RunProgress(
            assignment.runId(),
            assignment.attempt(),
            RunProgress.Phase.TRAINING,
            epoch,
            epochs,
            iteration,
            totalIterations,
            loss,
            imagesPerSecond);
    long now = nanoTime.getAsLong();
    boolean due = lastPoint == Long.MIN_VALUE || now - lastPoint >= BETWEEN_POINTS;
    if (due || iteration == totalIterations) {
      lastPoint = now;
      metrics.accept(
          new Metric.Iteration(
              assignment.runId(),
              assignment.attempt(),
              ++metricSequence,
              workerId,
              epoch,
              epochs,
              iteration,
              totalIterations,
              loss,
              imagesPerSecond,
              clock.instant()));
    }
  }

  /** An epoch is done and validated. */
  public void epoch(
      int epoch,
      long iteration,
      double trainLoss,
      @Nullable Double validationLoss,
      @Nullable Double validationAccuracy,
      double seconds,
      double imagesPerSecond) {
    metrics.accept(
        new Metric.Epoch(
            assignment.runId(),
            assignment.attempt(),
            ++metricSequence,
            workerId,
            epoch,
            progress.epochs(),
            iteration,
            trainLoss,
            validationLoss,
            validationAccuracy,
            seconds,
            imagesPerSecond,
            clock.instant()));
  }

  /** Says a line in the run's log, which goes where all log lines go. */
  public void info(String message) {
    log(Level.INFO, message);
  }

  public void warn(String message) {
    log(Level.WARN, message);
  }

  public void error(String message) {
    log(Level.ERROR, message);
  }

  private void log(Level level, String message) {
    LOG.atLevel(level)
        .addKeyValue("runId", assignment.runId())
        .addKeyValue("attempt", assignment.attempt())
        .log("{}", message);
  }
}
