package io.trainyard.node.run;

import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.OwnerEvent;
import io.trainyard.contract.run.RunError;
import java.util.Optional;
import java.util.Set;

/**
 * How an owned attempt ended without an end of its run.
 *
 * @param counts whether it is held against the run: three such losses end it
 */
record Loss(Attempt.Outcome outcome, String why, boolean counts) {
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
          Reasons.OUTAGE);

  static Optional<Loss> of(OwnerEvent event) {
    if (event instanceof AttemptFailed failed) {
      boolean counts = !INNOCENT.contains(failed.error().code());
      return Optional.of(new Loss(Attempt.Outcome.FAILED, failed.error().message(), counts));
    }
    if (event instanceof HandedOver handed) {
      boolean counts = !INNOCENT.contains(handed.why());
      return Optional.of(new Loss(Attempt.Outcome.HANDED_OVER, handed.why(), counts));
    }
    if (event instanceof AttemptLost lost) {
      return Optional.of(
          new Loss(Attempt.Outcome.LOST, lost.why(), !INNOCENT.contains(lost.why())));
    }
    return Optional.empty();
  }

  /** A cancel intent ends the run, else a spent budget does, else it is queued again. */
  Run applyTo(Run run, Phase.Owned owned, Entry entry) {
    if (owned.cancelling()) {
      Run closed = Reducer.close(run, Attempt.Outcome.CANCELLED, why, entry);
      return Reducer.cancelled(closed, entry.at());
    }
    int losses = run.losses() + (counts ? 1 : 0);
    Run closed = Reducer.close(run, outcome, why, entry).withLosses(losses);
    if (losses >= BUDGET) {
      RunError error =
          new RunError(Reasons.POISON, "was lost " + losses + " times, the last time: " + why);
      return closed.enter(new Phase.Failed(error), entry.at(), error.message());
    }
    return closed.enter(
        new Phase.Queued(),
        entry.at(),
        "waits for a free worker (attempt " + owned.attempt() + ": " + why + ")");
  }
}
