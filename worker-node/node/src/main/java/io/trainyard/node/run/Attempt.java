package io.trainyard.node.run;

import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.Owner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a run, as the journal tells it.
 *
 * @param worker it was opened for, then the one that claimed it
 * @param started the counted Started: where its telemetry begins and what it resumed from
 * @param lastIteration the last that counts; null while it goes on, and where nobody said
 */
public record Attempt(
    int number,
    String worker,
    @Nullable Owner owner,
    Outcome outcome,
    @Nullable String why,
    Instant openedAt,
    @Nullable Started started,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Long lastIteration) {

  /** How an attempt stands or ended. */
  public enum Outcome {
    OPEN,
    OWNED,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    PAUSED,
    LOST,
    DECLINED,
    EXPIRED,
    HANDED_OVER
  }

  static Attempt open(int number, String worker, Instant at) {
    return new Attempt(number, worker, null, Outcome.OPEN, null, at, null, null, null, null);
  }

  Attempt claimed(Owner by) {
    return new Attempt(
        number, by.workerId(), by, Outcome.OWNED, why, openedAt, null, null, null, null);
  }

  Attempt started(Started event, Instant at) {
    return new Attempt(number, worker, owner, outcome, why, openedAt, event, at, null, null);
  }

  Attempt closed(Outcome how, @Nullable String reason, Instant at, @Nullable Long last) {
    return new Attempt(number, worker, owner, how, reason, openedAt, started, startedAt, at, last);
  }
}
