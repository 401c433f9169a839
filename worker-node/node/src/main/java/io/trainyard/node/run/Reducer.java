package io.trainyard.node.run;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.ClaimExpired;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.Declined;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.WorkerStarted;

/**
 * The one place where an event changes anything: a pure function from a book and the next journal
 * entry to the next book. Every node folds the same journal with it and so comes to the same
 * states. The rule numbers are those of docs/run-protocol.md.
 */
public final class Reducer {
  /** Of this reducer's fold; a snapshot made by another one is worthless. */
  public static final int VERSION = 1;

  private Reducer() {}

  /** The next book, and what the event came to. */
  public record Fold(RunBook book, Verdict verdict) {}

  public static Fold apply(RunBook book, Entry entry) {
    RunBook here = book.at(entry.offset());
    JournalEvent event = entry.event();
    if (event instanceof WorkerStarted started) {
      return new Fold(
          here.withWorker(
              started.workerId(),
              new RunBook.WorkerProcess(entry.offset(), started.pid(), started.address())),
          new Verdict.Counted());
    }
    if (event instanceof Submitted submitted) {
      return submit(here, entry, submitted);
    }
    Run run = here.get(((RunEvent) event).runId());
    return run == null
        ? new Fold(here, new Verdict.UnknownRun())
        : meet(new Step(here, run, entry));
  }

  private static Fold meet(Step step) {
    return RequestRules.apply(step).orElseGet(() -> byPhase(step));
  }

  private static Fold byPhase(Step step) {
    Phase phase = step.run().phase();
    if (phase instanceof Phase.Queued queued) {
      return onQueued(step, queued);
    }
    if (phase instanceof Phase.Open open) {
      return onOpen(step, open);
    }
    if (phase instanceof Phase.Owned owned) {
      return OwnedRules.apply(step, owned);
    }
    // R7: nothing changes a run that has ended.
    return step.ignored(phase instanceof Phase.Paused ? "the run is paused" : "the run has ended");
  }

  /** R1: the first Submitted of an id counts; an id once removed stays taken. */
  private static Fold submit(RunBook book, Entry entry, Submitted event) {
    if (book.get(event.runId()) != null || book.removed().contains(event.runId())) {
      return new Fold(book, new Verdict.Ignored("the run id is taken"));
    }
    Request request =
        new Request(
            event.runId(),
            entry.offset(),
            entry.at(),
            event.spec(),
            event.requestHash(),
            event.parent(),
            event.startFrom());
    Status status = new Status(new Phase.Queued(), entry.at(), "waits for a free worker");
    int priority = event.priority() == null ? 0 : event.priority();
    return new Fold(book.with(Run.submitted(request, priority, status)), new Verdict.Counted());
  }

  /** R2: attempts are numbered without a gap, so of two masters' openings only one counts. */
  private static Fold onQueued(Step step, Phase.Queued queued) {
    Run run = step.run();
    if (!(step.entry().event() instanceof AttemptOpened opened)
        || opened.attempt() != run.attempt() + 1) {
      return step.ignored("the run is queued");
    }
    Attempt attempt = Attempt.open(opened.attempt(), opened.worker(), step.at());
    Phase open = queued.open(opened.attempt(), opened.worker(), step.entry().offset());
    return step.counted(
        run.with(run.attempts().plus(attempt))
            .withDataset(opened.datasetId())
            .enter(open, step.at(), "is being handed to " + opened.worker()));
  }

  /** R3: the log is the compare-and-set; the first claim of an open attempt wins. */
  private static Fold onOpen(Step step, Phase.Open open) {
    JournalEvent event = step.entry().event();
    if (event instanceof Claimed claimed && claimed.attempt() == open.attempt()) {
      return step.counted(
          step.run()
              .withLastAttempt(step.lastAttempt().claimed(claimed.owner()))
              .stay(
                  open.claim(claimed.owner(), step.entry().offset()),
                  "was claimed by " + claimed.owner().workerId()));
    }
    if (event instanceof Declined declined && declined.attempt() == open.attempt()) {
      return requeued(step, Attempt.Outcome.DECLINED, declined.why());
    }
    if (event instanceof ClaimExpired expired && expired.attempt() == open.attempt()) {
      return requeued(step, Attempt.Outcome.EXPIRED, "no worker took it in time");
    }
    return step.ignored("the attempt is open");
  }

  private static Fold requeued(Step step, Attempt.Outcome how, String why) {
    return step.counted(
        step.closed(how, why, null)
            .enter(new Phase.Queued(), step.at(), "waits for a free worker (" + why + ")"));
  }
}
