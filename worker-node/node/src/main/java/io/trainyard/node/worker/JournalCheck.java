package io.trainyard.node.worker;

import io.trainyard.node.messaging.Journal;
import io.trainyard.node.messaging.JournalEnd;
import io.trainyard.node.run.RunBook;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every second for the journal's end and whether the fold gets there. On the worker's thread.
 */
final class JournalCheck {
  private static final Logger LOG = LoggerFactory.getLogger(JournalCheck.class);

  private final Journal journal;
  private final JournalEnd end;
  private final Turns turns;
  private final JournalWatch watch;
  private boolean had = true;
  private volatile long lag;

  JournalCheck(Journal journal, JournalEnd end, Turns turns, JournalWatch watch) {
    this.journal = journal;
    this.end = end;
    this.turns = turns;
    this.watch = watch;
  }

  void start() {
    turns.every(JournalWatch.INTERVAL, this::ask);
  }

  /** Records that were not folded yet when a broker last told; any thread may ask. */
  long lag() {
    return lag;
  }

  private void ask() {
    long asked = turns.nanoTime();
    note(watch.has(asked));
    turns.when(
        end.ask().thenCompose(this::reach),
        book -> watch.reached(asked, turns.nanoTime()),
        failure -> LOG.debug("the journal's end is not known: {}", failure.getMessage()));
  }

  private CompletableFuture<RunBook> reach(long newEnd) {
    lag = Math.max(0, newEnd - 1 - journal.book().offset());
    return journal.folded(newEnd - 1);
  }

  private void note(boolean has) {
    if (has != had) {
      had = has;
      LOG.atWarn().log(has ? "the journal is back" : "the journal is out of reach");
    }
  }
}
