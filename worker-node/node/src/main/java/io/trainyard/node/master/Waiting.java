package io.trainyard.node.master;

import io.trainyard.node.run.Attempt;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why a queued run waits, for the dispatcher and for people alike. Safe for use by any thread. */
public final class Waiting {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final DatasetGate gate;
  private final WorkerRegistry workers;
  private final Clock clock;

  public Waiting(DatasetGate gate, WorkerRegistry workers, Clock clock) {
    this.gate = gate;
    this.workers = workers;
    this.clock = clock;
  }

  /** The dataset to start with now; empty while the run has to wait. */
  public Optional<String> dataset(Run run) {
    if (pauses(run)) {
      return Optional.empty();
    }
    if (run.datasetId() != null) {
      return Optional.of(run.datasetId());
    }
    return gate.ask(run.spec().dataset()) instanceof DatasetGate.Answer.Ready ready
        ? Optional.of(ready.datasetId())
        : Optional.empty();
  }

  /** A sentence for people. */
  public String reason(Run run, RunBook book) {
    if (pauses(run)) {
      return run.reason() + "; is tried again soon";
    }
    if (run.datasetId() == null) {
      DatasetGate.Answer answer = gate.ask(run.spec().dataset());
      if (answer instanceof DatasetGate.Answer.Pending pending) {
        return pending.reason();
      }
      if (answer instanceof DatasetGate.Answer.Missing missing) {
        return missing.reason();
      }
    }
    return forSlot(run, book);
  }

  private String forSlot(Run run, RunBook book) {
    long live = workers.all().stream().filter(workers::isFresh).count();
    if (live == 0) {
      return "waits for a worker: none is up";
    }
    int before = book.before(run);
    String place = before == 0 ? "next in the queue" : before + " before it in the queue";
    return "waits for a free worker ("
        + book.handed().size()
        + " of "
        + live
        + " busy, "
        + place
        + ")";
  }

  /**
   * A lost attempt is tried again after 1 s, doubling to 60 s; a clock that was set back does not
   * prolong it.
   */
  private boolean pauses(Run run) {
    Instant ended = run.lastAttempt().map(Attempt::endedAt).orElse(null);
    if (run.losses() == 0 || ended == null) {
      return false;
    }
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(run.losses() - 1, 6));
    Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    Duration passed = Duration.between(ended, clock.instant());
    return !passed.isNegative() && passed.compareTo(pause) < 0;
  }
}
