package io.trainyard.node.run;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.WorkerStarted;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.journal.StreamPosition;
import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunSpec;
import java.time.Instant;
import java.util.List;

/** Tells a journal event by event and keeps the book. */
public final class Story {
  public static final StreamPosition START = new StreamPosition(0, 0);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private RunBook book = RunBook.EMPTY;
  private Verdict verdict = new Verdict.Ignored("nothing has happened");

  public Story then(JournalEvent event) {
    long offset = book.offset() + 1;
    Reducer.Fold fold = Reducer.apply(book, new Entry(offset, NOON.plusSeconds(offset), event));
    book = fold.book();
    verdict = fold.verdict();
    return this;
  }

  public RunBook book() {
    return book;
  }

  public Verdict verdict() {
    return verdict;
  }

  public Run run(String id) {
    return book.find(id).orElseThrow();
  }

  /** Starts a worker's process and gives its owner. */
  public Owner worker(String id) {
    then(new WorkerStarted(id, "http://127.0.0.1:8000", 100 + book.offset()));
    return new Owner(id, book.offset());
  }

  public Story submitted(String runId) {
    return then(Submitted.of(runId, spec(), "hash"));
  }

  public Story opened(String runId, int attempt) {
    return then(new AttemptOpened(runId, attempt, "worker-1", "dataset"));
  }

  /** Submitted, opened, claimed and started. */
  public Story running(String runId, Owner owner) {
    return submitted(runId)
        .opened(runId, 1)
        .then(new Claimed(runId, 1, owner))
        .then(new Started(runId, 1, owner, 0, START, START));
  }

  public static RunSpec spec() {
    return new RunSpec(
        ModelType.MLP, "mnist", Hyperparameters.defaultsOf(ModelType.MLP), null, List.of());
  }

  public static RunResult result() {
    return new RunResult(
        "m", 1, 1, 1, 10, 0.1, 0.9, 0.9, 0.2, List.of(), 1000, new PhaseTimes(0, 1, 0, 0, 0));
  }
}
