package io.trainyard.node.worker;

import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an attempt does: metrics and log lines to Kafka, progress to the heartbeat. Called by
 * the run's thread; {@link #progress} by any.
 */
public final class RunReporter {
  /** A chart shows no more; a small model has hundreds of iterations a second. */
  private static final long BETWEEN_POINTS = Duration.ofMillis(50).toNanos();

  private final Assignment assignment;
  private final String workerId;
  private final Consumer<Metric> metrics;
  private final Consumer<LogLine> logs;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final AtomicLong logSequence = new AtomicLong();
  private long metricSequence;
  private long lastPoint = Long.MIN_VALUE;
  private volatile RunProgress progress;

  RunReporter(
      Assignment assignment,
      String workerId,
      Consumer<Metric> metrics,
      Consumer<LogLine> logs,
      Clock clock,
      LongSupplier nanoTime) {
    this.assignment = assignment;
    this.workerId = workerId;
    this.metrics = metrics;
    this.logs = logs;
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
      int epoch, long iteration, long totalIterations, double loss, double imagesPerSecond) {
    int epochs = progress.epochs();
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

  public void info(String message) {
    log("INFO", message);
  }

  public void warn(String message) {
    log("WARN", message);
  }

  public void error(String message) {
    log("ERROR", message);
  }

  private void log(String level, String message) {
    logs.accept(
        new LogLine(
            workerId,
            assignment.runId(),
            assignment.attempt(),
            logSequence.incrementAndGet(),
            level,
            "run",
            message,
            clock.instant()));
  }
}
