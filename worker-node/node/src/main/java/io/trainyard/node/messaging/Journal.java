package io.trainyard.node.messaging;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Verdict;
import java.util.concurrent.CompletableFuture;

/**
 * The authority on run state: events are appended, and every node folds them in the log's order.
 * Safe for use by any thread.
 */
public interface Journal {

  /**
   * Appends the event and reads it back.
   *
   * @return what it came to, once this node has folded it; fails with {@link JournalException} when
   *     it is not known within the append's time limit whether it was written
   */
  CompletableFuture<Read> propose(JournalEvent event);

  /** The newest book this node has folded. Never blocks. */
  RunBook book();

  /** Completes when this node has folded the journal to this offset. */
  CompletableFuture<RunBook> folded(long offset);

  /** Calls the listener after each entry, on the folding thread: it must not block. */
  void listen(Listener listener);

  /**
   * Whether a record was met that only a newer version understands; nothing may be claimed or
   * opened.
   */
  boolean needsUpgrade();

  /** An event's place and effect. */
  record Read(long offset, Verdict verdict, RunBook book) {}

  /** Hears of each folded entry. */
  @FunctionalInterface
  interface Listener {
    void folded(Entry entry, Verdict verdict, RunBook book);

    /** The fold begins with this book, whose entries nobody is told of. */
    default void restored(RunBook book) {}
  }
}
