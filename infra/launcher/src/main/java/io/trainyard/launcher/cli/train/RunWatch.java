package io.trainyard.launcher.cli.train;

import io.trainyard.client.stream.RunChange;
import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.telemetry.Metric;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher knows of a run: a fold over its events. Points of an attempt that is over, or that
 * were seen already, change nothing. Immutable.
 *
 * @param sequence of the newest metric of this attempt, 0 before the first
 * @param epoch and {@code iteration} 0 before the first iteration
 * @param loss of a recent batch
 * @param validationAccuracy of the last whole epoch, 0 to 1
 */
record RunWatch(
    int batchSize,
    RunState state,
    String reason,
    int attempt,
    long sequence,
    int epoch,
    int epochs,
    long iteration,
    long totalIterations,
    @Nullable Double loss,
    @Nullable Double validationAccuracy,
    double imagesPerSecond) {

  /** Of a run before its first event: its stream tells everything from the beginning. */
  static RunWatch of(RunView run) {
    return new RunWatch(
        run.hyperparameters().batchSize(),
        RunState.QUEUED,
        run.state() == RunState.QUEUED ? run.reason() : "",
        0,
        0,
        0,
        run.hyperparameters().epochs(),
        0,
        0,
        null,
        null,
        0);
  }

  /** Whether the event says something that this watcher has not heard. */
  boolean isNews(StreamEvent event) {
    if (event instanceof StreamEvent.Point point) {
      Metric metric = point.metric();
      return metric.attempt() > attempt
          || (metric.attempt() == attempt && metric.sequence() > sequence);
    }
    if (event instanceof StreamEvent.Change change) {
      RunChange to = change.change();
      boolean older = to.attempt() < attempt && !to.state().isTerminal();
      boolean same = to.state() == state && reasonOf(to).equals(reason) && to.attempt() == attempt;
      return !older && !same && !state.isTerminal();
    }
    return true;
  }

  RunWatch after(StreamEvent event) {
    if (!isNews(event)) {
      return this;
    }
    if (event instanceof StreamEvent.Change change) {
      return entered(change.change());
    }
    if (event instanceof StreamEvent.Point point) {
      RunWatch current = inAttempt(point.metric().attempt());
      return point.metric() instanceof Metric.Iteration iteration
          ? current.at(iteration)
          : current.at((Metric.Epoch) point.metric());
    }
    return this;
  }

  /** Training time left at the present speed; empty while that is unknown. */
  Optional<Duration> timeLeft() {
    if (imagesPerSecond <= 0 || totalIterations <= 0) {
      return Optional.empty();
    }
    double items = (double) (totalIterations - iteration) * batchSize;
    return Optional.of(Duration.ofSeconds(Math.round(items / imagesPerSecond)));
  }

  /** Iterations done, 0 to 1. */
  double share() {
    return totalIterations <= 0 ? 0 : Math.min(1, (double) iteration / totalIterations);
  }

  private RunWatch entered(RunChange to) {
    RunWatch current = inAttempt(Math.max(attempt, to.attempt()));
    return new RunWatch(
        batchSize,
        to.state(),
        reasonOf(to),
        current.attempt,
        current.sequence,
        current.epoch,
        epochs,
        current.iteration,
        totalIterations,
        current.loss,
        current.validationAccuracy,
        current.imagesPerSecond);
  }

  private RunWatch inAttempt(int number) {
    return number == attempt
        ? this
        : new RunWatch(
            batchSize, state, reason, number, 0, 0, epochs, 0, totalIterations, null, null, 0);
  }

  private RunWatch at(Metric.Iteration point) {
    return new RunWatch(
        batchSize,
        state,
        reason,
        attempt,
        point.sequence(),
        point.epoch(),
        point.epochs(),
        point.iteration(),
        point.totalIterations(),
        point.loss(),
        validationAccuracy,
        smoothed(point.imagesPerSecond()));
  }

  private RunWatch at(Metric.Epoch point) {
    return new RunWatch(
        batchSize,
        state,
        reason,
        attempt,
        point.sequence(),
        point.epoch(),
        point.epochs(),
        point.iteration(),
        totalIterations,
        point.trainLoss(),
        point.validationAccuracy(),
        imagesPerSecond);
  }

  /** A third of what is new: steady enough to read, quick enough to follow. */
  private double smoothed(double newest) {
    return imagesPerSecond <= 0 ? newest : imagesPerSecond + (newest - imagesPerSecond) / 3;
  }

  private static String reasonOf(RunChange change) {
    String reason = change.reason();
    return reason == null ? "" : reason;
  }
}
