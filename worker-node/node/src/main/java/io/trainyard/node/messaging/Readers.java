package io.trainyard.node.messaging;

import io.trainyard.node.run.RunBook;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Those who wait for the fold to reach an offset. A producer's acknowledgement may arrive after the
 * fold has passed its record, so the latest reads are kept a while. Safe for use by any thread.
 */
final class Readers {
  private static final int KEPT = 4096;

  private final NavigableMap<Long, Journal.Read> recent = new TreeMap<>();
  private final NavigableMap<Long, CompletableFuture<Journal.Read>> exact = new TreeMap<>();
  private final NavigableMap<Long, CompletableFuture<RunBook>> reached = new TreeMap<>();
  private RunBook newest = RunBook.EMPTY;

  /** The fold begins with this book. */
  void begin(RunBook book) {
    passed(book).values().forEach(future -> future.complete(book));
  }

  /** The read at exactly this offset. */
  synchronized CompletableFuture<Journal.Read> read(long offset) {
    Journal.Read known = recent.get(offset);
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    if (offset <= newest.offset()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("offset " + offset + " was folded too long ago"));
    }
    return exact.computeIfAbsent(offset, o -> new CompletableFuture<>()).copy();
  }

  /** Any book at or past this offset. */
  synchronized CompletableFuture<RunBook> reached(long offset) {
    return newest.offset() >= offset
        ? CompletableFuture.completedFuture(newest)
        : reached.computeIfAbsent(offset, o -> new CompletableFuture<>()).copy();
  }

  void advance(Journal.Read read) {
    CompletableFuture<Journal.Read> one;
    Map<Long, CompletableFuture<RunBook>> passed;
    synchronized (this) {
      recent.put(read.offset(), read);
      while (recent.size() > KEPT) {
        recent.pollFirstEntry();
      }
      one = exact.remove(read.offset());
      passed = passed(read.book());
    }
    if (one != null) {
      one.complete(read);
    }
    passed.values().forEach(future -> future.complete(read.book()));
  }

  private synchronized Map<Long, CompletableFuture<RunBook>> passed(RunBook book) {
    newest = book;
    NavigableMap<Long, CompletableFuture<RunBook>> head = reached.headMap(book.offset(), true);
    Map<Long, CompletableFuture<RunBook>> passed = new TreeMap<>(head);
    head.clear();
    return passed;
  }

  synchronized void close() {
    IllegalStateException closed = new IllegalStateException("the journal is closed");
    exact.values().forEach(future -> future.completeExceptionally(closed));
    reached.values().forEach(future -> future.completeExceptionally(closed));
  }
}
