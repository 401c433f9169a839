package io.trainyard.launcher.box.supervise;

import io.trainyard.launcher.box.probe.Probe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Asks one service again and again, one question at a time. Belongs to the supervisor's thread. */
final class Probing {
  private final Probe probe;
  private final Executor executor;
  private final Clock clock;
  private @Nullable CompletableFuture<Boolean> inFlight;
  private Instant next = Instant.MIN;

  /**
   * @param executor runs the question itself, which may block for two seconds
   */
  Probing(Probe probe, Executor executor, Clock clock) {
    this.probe = probe;
    this.executor = executor;
    this.clock = clock;
  }

  /** What came back since the last call. */
  enum Answer {
    YES,
    NO,
    NONE_YET
  }

  Answer ask(Duration interval) {
    CompletableFuture<Boolean> asked = inFlight;
    if (asked != null && asked.isDone()) {
      inFlight = null;
      next = clock.instant().plus(interval);
      return asked.join() ? Answer.YES : Answer.NO;
    }
    if (asked == null && !clock.instant().isBefore(next)) {
      inFlight = CompletableFuture.supplyAsync(probe::answers, executor);
    }
    return Answer.NONE_YET;
  }

  /** Forgets what was asked of a process that is gone. */
  void forget() {
    inFlight = null;
    next = Instant.MIN;
  }
}
