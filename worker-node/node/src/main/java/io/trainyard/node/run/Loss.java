package io.trainyard.node.run;

import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.run.RunError;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an owned attempt ended without an end of its run.
 *
 * @param counts whether it is held against the run: three such losses end it
 * @param lastIteration by the owner's own word; null when it could not say
 */
record Loss(Attempt.Outcome outcome, String why, boolean counts, @Nullable Long lastIteration) {
  /**
   * A run that was lost this often without getting further is failed, lest it kill worker after
   * worker.
   */
  static final int BUDGET = 3;

  /** Reasons that speak of the yard, not of the run. */
  private static final Set<String> INNOCENT =
      Set.of(
          Reasons.CANCEL,
          Reasons.CANCEL_TIMEOUT,
          Reasons.PAUSE,
          Reasons.PAUSE_TIMEOUT,
          Reasons.SHUTDOWN,
          Reasons.OUTAGE,
          Reasons.YARD_RESTARTED);

  static Loss of(AttemptFailed event) {
    boolean counts = !INNOCENT.contains(event.error().code());
    return new Loss(Attempt.Outcome.FAILED, event.error().message(), counts, event.lastIteration());
  }

  static Loss of(HandedOver event) {
    boolean counts = !INNOCENT.contains(event.why());
    return new Loss(Attempt.Outcome.HANDED_OVER, event.why(), counts, event.lastIteration());
  }

  static Loss of(AttemptLost event) {
    return new Loss(Attempt.Outcome.LOST, event.why(), !INNOCENT.contains(event.why()), null);
  }

  /** A cancel intent ends the run, else a pause intent parks it, else a spent budget ends it. */
  Run applyTo(Step step, Phase.Owned owned) {
    return switch (owned.intent()) {
      case CANCEL -> Endings.cancelled(close(step, Attempt.Outcome.CANCELLED), step.at());
      case PAUSE -> Endings.paused(close(step, Attempt.Outcome.PAUSED), step.at());
      case GO_ON -> goOn(step, owned);
    };
  }

  private Run goOn(Step step, Phase.Owned owned) {
    int losses = step.run().losses() + (counts ? 1 : 0);
    Run closed = close(step, outcome).withLosses(losses);
    if (losses >= BUDGET) {
      String message = "was lost " + losses + " times, the last time: " + why;
      return Endings.failed(closed, new RunError(Reasons.POISON, message), step.at());
    }
    String reason = "waits for a free worker (attempt " + owned.attempt() + ": " + why + ")";
    return closed.enter(new Phase.Queued(), step.at(), reason);
  }

  /** Of an attempt that could not say so itself, what was saved is what counts. */
  private Run close(Step step, Attempt.Outcome how) {
    boolean began = step.lastAttempt().started() != null;
    Long saved = began ? step.run().saves().pointer() : null;
    return step.closed(how, why, lastIteration == null ? saved : lastIteration);
  }
}
