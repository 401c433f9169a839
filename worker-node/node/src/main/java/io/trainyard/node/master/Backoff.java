package io.trainyard.node.master;

import io.trainyard.node.run.Attempt;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * A run that was lost or failed is tried again after 1 s, doubling to 60 s, a random fifth less so
 * that runs lost together do not return together. The time counts from when this master first saw
 * the loss, on its monotonic clock: what the wall clocks say does not matter. Safe for use by any
 * thread.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MOST_DOUBLINGS = 6;
  private static final double SPREAD = 0.2;

  private final Timer timer;
  private final DoubleSupplier jitter;
  private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

  /** Until when, on the monotonic clock, a run waits after an attempt. */
  private record Pause(int afterAttempt, long until) {}

  Backoff(Timer timer, DoubleSupplier jitter) {
    this.timer = timer;
    this.jitter = jitter;
  }

  /** What is left of a queued run's pause; zero without one. */
  Duration left(Run run) {
    int failures = Math.max(run.losses(), failedInARow(run.attempts()));
    if (failures == 0) {
      return Duration.ZERO;
    }
    Pause pause =
        pauses.compute(
            run.id(),
            (id, known) ->
                known != null && known.afterAttempt() == run.attempt()
                    ? known
                    : new Pause(run.attempt(), timer.nanoTime() + length(failures)));
    return Duration.ofNanos(Math.max(0, pause.until() - timer.nanoTime()));
  }

  /** Forgets runs that do not wait any more. */
  void retain(RunBook book) {
    pauses.keySet().removeIf(runId -> !waits(book, runId));
  }

  private static boolean waits(RunBook book, String runId) {
    return book.find(runId).map(run -> book.queued().containsKey(run.place())).orElse(false);
  }

  private long length(int failures) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return (long) (pause.toNanos() * (1 - SPREAD * jitter.getAsDouble()));
  }

  /** Failures that are not held against the run, such as a store's outage, want a pause too. */
  private static int failedInARow(List<Attempt> attempts) {
    int failed = 0;
    for (int i = attempts.size() - 1; i >= 0 && failed <= MOST_DOUBLINGS; i--) {
      if (attempts.get(i).outcome() != Attempt.Outcome.FAILED) {
        break;
      }
      failed++;
    }
    return failed;
  }
}
