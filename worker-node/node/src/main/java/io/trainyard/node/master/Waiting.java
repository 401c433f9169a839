package io.trainyard.node.master;

import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import java.time.Duration;
import java.util.Optional;

/** Why a queued run waits, for the dispatcher and for people alike. Safe for use by any thread. */
public final class Waiting {
  private final DatasetLookup datasets;
  private final WorkerRegistry workers;
  private final Backoff backoff;

  Waiting(DatasetLookup datasets, WorkerRegistry workers, Backoff backoff) {
    this.datasets = datasets;
    this.workers = workers;
    this.backoff = backoff;
  }

  /** The dataset to start with now; empty while the run has to wait. */
  Optional<String> dataset(Run run) {
    if (!backoff.left(run).isZero()) {
      return Optional.empty();
    }
    if (run.datasetId() != null) {
      return Optional.of(run.datasetId());
    }
    return datasets.ask(run.spec().dataset()) instanceof DatasetLookup.Answer.Ready ready
        ? Optional.of(ready.datasetId())
        : Optional.empty();
  }

  /** A sentence for people. */
  public String reason(Run run, RunBook book) {
    Duration pause = backoff.left(run);
    if (!pause.isZero()) {
      return "is tried again in " + pause.plusMillis(999).toSeconds() + " s; " + run.reason();
    }
    if (run.datasetId() == null) {
      DatasetLookup.Answer answer = datasets.ask(run.spec().dataset());
      if (answer instanceof DatasetLookup.Answer.Pending pending) {
        return pending.reason();
      }
      if (answer instanceof DatasetLookup.Answer.Missing missing) {
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
        + Math.min(book.handed().size(), live)
        + " of "
        + live
        + " busy, "
        + place
        + ")";
  }
}
