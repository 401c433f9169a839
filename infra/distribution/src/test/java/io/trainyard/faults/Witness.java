package io.trainyard.faults;

import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.node.messaging.KafkaClients;
import io.trainyard.node.messaging.KafkaJournal;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Verdict;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the box's journal from its beginning and folds it with the nodes' own reducer, beside them.
 * Thread-safe.
 */
final class Witness implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final KafkaJournal journal;
  private final List<String> ended = new CopyOnWriteArrayList<>();
  private final List<Resumption> resumptions = new CopyOnWriteArrayList<>();
  // Of the folding thread alone.
  private RunBook before = RunBook.EMPTY;

  /**
   * A Started that counted.
   *
   * @param saved the newest checkpoint's iteration when it was written, 0 without one
   */
  record Resumption(String run, int attempt, long resumedFrom, long saved) {}

  Witness(String bootstrap) {
    this.journal = new KafkaJournal(new KafkaClients(bootstrap, "witness"));
    journal.listen(this::folded);
    // What it folds is waited for where it is asked for.
    var unused = journal.start();
  }

  private void folded(Entry entry, Verdict verdict, RunBook book) {
    if (verdict.counted() && entry.event() instanceof RunEvent event) {
      boolean was = before.find(event.runId()).map(Run::hasEnded).orElse(false);
      boolean is = book.find(event.runId()).map(Run::hasEnded).orElse(true);
      if (is && !was) {
        ended.add(event.runId());
      }
      if (event instanceof Started started) {
        resumptions.add(
            new Resumption(
                started.runId(), started.attempt(), started.resumedFrom(), saved(started)));
      }
    }
    before = book;
  }

  private long saved(Started started) {
    return before
        .find(started.runId())
        .flatMap(Run::resumable)
        .map(Checkpoint::iteration)
        .orElse(0L);
  }

  /** The book as of the journal's end at the time of the call. */
  RunBook book() {
    try {
      long end = journal.ask().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return journal.folded(end - 1).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the journal cannot be read", e);
    }
  }

  Run run(String id) {
    return book().find(id).orElseThrow(() -> new AssertionError("the journal has no run " + id));
  }

  /** How often the run entered a terminal state. */
  long endings(String run) {
    return ended.stream().filter(run::equals).count();
  }

  List<Resumption> resumptions(String run) {
    return resumptions.stream().filter(one -> one.run().equals(run)).toList();
  }

  @Override
  public void close() {
    journal.close();
  }
}
