package io.trainyard.node.run;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.ClaimExpired;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.Declined;
import io.trainyard.contract.journal.JournalEvent.Failed;
import io.trainyard.contract.journal.JournalEvent.ModelRemoved;
import io.trainyard.contract.journal.JournalEvent.OwnerEvent;
import io.trainyard.contract.journal.JournalEvent.Removed;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.JournalEvent.WorkerStarted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/**
 * The one place where an event changes anything: a pure function from a book and the next journal
 * entry to the next book. Every node folds the same journal with it and so comes to the same
 * states. The rule numbers are those of docs/run-protocol.md.
 */
public final class Reducer {
  private Reducer() {}

  /** The next book, and what the event came to. */
  public record Fold(RunBook book, Verdict verdict) {}

  public static Fold apply(RunBook book, Entry entry) {
    RunBook here = book.at(entry.offset());
    JournalEvent event = entry.event();
    if (event instanceof WorkerStarted started) {
      return counted(
          here.withWorker(
              started.workerId(),
              new RunBook.WorkerProcess(entry.offset(), started.pid(), started.address())));
    }
    if (event instanceof Submitted submitted) {
      return submit(here, entry, submitted);
    }
    RunEvent runEvent = (RunEvent) event;
    Run run = here.get(runEvent.runId());
    return run == null
        ? new Fold(here, new Verdict.UnknownRun())
        : ofRun(here, run, runEvent, entry);
  }

  private static Fold ofRun(RunBook book, Run run, RunEvent event, Entry entry) {
    if (event instanceof Removed) {
      return run.hasEnded()
          ? counted(book.without(run))
          : rejected(book, run, "only a run that has ended can be removed");
    }
    if (event instanceof ModelRemoved removed) {
      return removeModel(book, run, removed);
    }
    Phase phase = run.phase();
    if (phase instanceof Phase.Queued queued) {
      return onQueued(book, run, queued, event, entry);
    }
    if (phase instanceof Phase.Open open) {
      return onOpen(book, run, open, event, entry);
    }
    return phase instanceof Phase.Owned owned
        ? onOwned(book, run, owned, event, entry)
        : onEnded(book, run, event);
  }

  /** R1: the first Submitted of an id counts; an id once removed stays taken. */
  private static Fold submit(RunBook book, Entry entry, Submitted event) {
    if (book.get(event.runId()) != null || book.removed().contains(event.runId())) {
      return ignored(book, "the run id is taken");
    }
    return counted(
        book.with(
            new Run(
                event.runId(),
                entry.offset(),
                entry.at(),
                event.spec(),
                event.requestHash(),
                event.parent(),
                new Phase.Queued(),
                entry.at(),
                "waits for a free worker",
                null,
                TreePVector.empty(),
                0,
                false)));
  }

  /** R7: nothing changes a run that has ended. */
  private static Fold onEnded(RunBook book, Run run, RunEvent event) {
    return event instanceof CancelRequested
        ? rejected(book, run, "the run has ended")
        : ignored(book, "the run has ended");
  }

  private static Fold onQueued(
      RunBook book, Run run, Phase.Queued queued, RunEvent event, Entry entry) {
    if (event instanceof CancelRequested) {
      return counted(book.with(cancelled(run, entry.at())));
    }
    // R2: attempts are numbered without a gap, so of two masters' openings only one counts.
    if (event instanceof AttemptOpened opened && opened.attempt() == run.attempt() + 1) {
      Attempt attempt = Attempt.open(opened.attempt(), opened.worker(), entry.at());
      Run next =
          run.withAttempts(run.attempts().plus(attempt))
              .withDataset(opened.datasetId())
              .enter(
                  queued.open(opened.attempt(), opened.worker(), entry.offset()),
                  entry.at(),
                  "is being handed to " + opened.worker());
      return counted(book.with(next));
    }
    return ignored(book, "the run is queued");
  }

  private static Fold onOpen(RunBook book, Run run, Phase.Open open, RunEvent event, Entry entry) {
    if (event instanceof CancelRequested) {
      Run closed = close(run, Attempt.Outcome.CANCELLED, null, entry);
      return counted(book.with(cancelled(closed, entry.at())));
    }
    // R3: the log is the compare-and-set; the first claim of an open attempt wins.
    if (event instanceof Claimed claimed && claimed.attempt() == open.attempt()) {
      return counted(
          book.with(
              run.withLastAttempt(lastOf(run).claimed(claimed.owner()))
                  .stay(
                      open.claim(claimed.owner(), entry.offset()),
                      "was claimed by " + claimed.owner().workerId())));
    }
    if (event instanceof Declined declined && declined.attempt() == open.attempt()) {
      return requeued(book, run, Attempt.Outcome.DECLINED, declined.why(), entry);
    }
    if (event instanceof ClaimExpired expired && expired.attempt() == open.attempt()) {
      return requeued(book, run, Attempt.Outcome.EXPIRED, "no worker took it in time", entry);
    }
    return ignored(book, "the attempt is open");
  }

  private static Fold onOwned(
      RunBook book, Run run, Phase.Owned owned, RunEvent event, Entry entry) {
    if (event instanceof CancelRequested) {
      return counted(book.with(run.stay(owned.cancel(), "is being cancelled")));
    }
    if (!(event instanceof OwnerEvent mine) || !owned.isOwnedBy(mine.attempt(), mine.owner())) {
      return ignored(book, "the sender does not own the attempt");
    }
    if (mine instanceof Started started && !owned.started()) {
      return start(book, run, owned, started, entry);
    }
    // R4: results count only from an owner that has started.
    if (mine instanceof Succeeded succeeded && owned.started()) {
      Run closed = close(run, Attempt.Outcome.SUCCEEDED, null, entry);
      Phase end = new Phase.Succeeded(succeeded.result());
      return counted(book.with(closed.enter(end, entry.at(), "has succeeded")));
    }
    if (mine instanceof Failed failed && owned.started()) {
      String why = failed.error().message();
      Run closed = close(run, Attempt.Outcome.FAILED, why, entry);
      Phase end = new Phase.Failed(failed.error());
      return counted(book.with(closed.enter(end, entry.at(), why)));
    }
    // R5: the owner gives up or is gone.
    return Loss.of(mine)
        .map(loss -> counted(book.with(loss.applyTo(run, owned, entry))))
        .orElseGet(() -> ignored(book, "the attempt is owned"));
  }

  private static Fold start(RunBook book, Run run, Phase.Owned owned, Started event, Entry entry) {
    Run next =
        run.withLastAttempt(lastOf(run).started(event, entry.at()))
            .enter(owned.start(), entry.at(), "runs on " + owned.owner().workerId());
    return counted(book.with(next));
  }

  private static Fold removeModel(RunBook book, Run run, ModelRemoved event) {
    boolean has =
        run.phase() instanceof Phase.Succeeded succeeded
            && succeeded.result().modelId().equals(event.modelId())
            && !run.modelRemoved();
    return has
        ? counted(book.with(run.withoutModel()))
        : ignored(book, "the run has no such model");
  }

  private static Fold requeued(
      RunBook book, Run run, Attempt.Outcome how, String why, Entry entry) {
    return counted(
        book.with(
            close(run, how, why, entry)
                .enter(new Phase.Queued(), entry.at(), "waits for a free worker (" + why + ")")));
  }

  static Run close(Run run, Attempt.Outcome how, @Nullable String why, Entry entry) {
    return run.withLastAttempt(lastOf(run).closed(how, why, entry.at()));
  }

  static Run cancelled(Run run, Instant at) {
    return run.enter(new Phase.Cancelled(), at, "was cancelled");
  }

  static Fold counted(RunBook book) {
    return new Fold(book, new Verdict.Counted());
  }

  private static Attempt lastOf(Run run) {
    return run.attempts().get(run.attempts().size() - 1);
  }

  private static Fold ignored(RunBook book, String why) {
    return new Fold(book, new Verdict.Ignored(why));
  }

  private static Fold rejected(RunBook book, Run run, String why) {
    return new Fold(book, new Verdict.Rejected(run.state(), why));
  }
}
