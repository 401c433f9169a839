package io.trainyard.node.simulation;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.messaging.JournalEnd;
import io.trainyard.node.messaging.JournalException;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Reducer;
import io.trainyard.node.run.RunBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** One process's view of the log: it reads, folds and appends as its faults allow. */
public final class VirtualJournal implements Journal, JournalEnd {
  /** As the real one: so long after an append nobody waits for its fate any more. */
  public static final Duration LIMIT = Duration.ofSeconds(9);

  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofMillis(5);

  private final VirtualLog log;
  private final VirtualProcess process;
  private final LogFaults faults;
  private final List<Listener> listeners = new ArrayList<>();
  private final Map<Long, CompletableFuture<Read>> exact = new HashMap<>();
  private final Map<Long, Read> reads = new HashMap<>();
  private final NavigableMap<Long, List<CompletableFuture<RunBook>>> reached = new TreeMap<>();
  private final Runnable reader = this::readOn;
  private RunBook book = RunBook.EMPTY;
  private boolean reading;
  private boolean upgradeNeeded;

  /** Begins to read the log from its beginning. */
  public VirtualJournal(VirtualLog log, VirtualProcess process, LogFaults faults) {
    this.log = log;
    this.process = process;
    this.faults = faults;
    log.onAppend(reader);
    readOn();
  }

  @Override
  public CompletableFuture<Read> propose(JournalEvent event) {
    CompletableFuture<Read> result = new CompletableFuture<>();
    LogFaults.Fate fate = faults.fate(process.name(), event);
    if (fate != LogFaults.Fate.DROPPED) {
      // What has left the process reaches the log whatever becomes of the process.
      process
          .time()
          .after(faults.appendDelay(process.name(), event), () -> write(event, fate, result));
    }
    process.after(
        LIMIT,
        () ->
            result.completeExceptionally(
                new JournalException(
                    "not acknowledged in time", new IllegalStateException("lost"))));
    return result;
  }

  private void write(JournalEvent event, LogFaults.Fate fate, CompletableFuture<Read> result) {
    long offset = log.append(event);
    if (fate == LogFaults.Fate.WRITTEN_TWICE) {
      log.append(event);
    }
    if (fate != LogFaults.Fate.UNACKNOWLEDGED) {
      process.run(
          () -> {
            var unused = read(offset).thenAccept(result::complete);
          });
    }
  }

  private CompletableFuture<Read> read(long offset) {
    Read known = reads.get(offset);
    return known == null
        ? exact.computeIfAbsent(offset, o -> new CompletableFuture<>())
        : CompletableFuture.completedFuture(known);
  }

  @Override
  public RunBook book() {
    return book;
  }

  @Override
  public CompletableFuture<RunBook> folded(long offset) {
    if (book.offset() >= offset) {
      return CompletableFuture.completedFuture(book);
    }
    CompletableFuture<RunBook> future = new CompletableFuture<>();
    reached.computeIfAbsent(offset, o -> new ArrayList<>()).add(future);
    return future;
  }

  @Override
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public boolean needsUpgrade() {
    return upgradeNeeded;
  }

  /** As if a record had been met that only a newer version understands. */
  public void meetNewerRecord() {
    upgradeNeeded = true;
  }

  @Override
  public CompletableFuture<Long> ask() {
    CompletableFuture<Long> answer = new CompletableFuture<>();
    process.after(
        ANSWER,
        () -> {
          if (faults.reachesJournal(process.name())) {
            answer.complete(log.end());
          } else {
            answer.completeExceptionally(new IllegalStateException("no broker answers"));
          }
        });
    return answer;
  }

  /** Fetches the next record, one at a time, so that none overtakes another. */
  private void readOn() {
    if (!process.isAlive()) {
      log.forget(reader);
    } else if (!reading && book.offset() + 1 < log.end()) {
      reading = true;
      process.after(faults.readDelay(process.name()), this::fetched);
    }
  }

  private void fetched() {
    reading = false;
    if (!faults.reachesJournal(process.name())) {
      reading = true;
      process.after(RETRY, this::fetched);
      return;
    }
    fold(log.entry(book.offset() + 1));
    readOn();
  }

  private void fold(Entry entry) {
    Reducer.Fold fold = Reducer.apply(book, entry);
    book = fold.book();
    Read read = new Read(entry.offset(), fold.verdict(), book);
    reads.put(entry.offset(), read);
    listeners.forEach(listener -> listener.folded(entry, fold.verdict(), fold.book()));
    CompletableFuture<Read> one = exact.remove(entry.offset());
    if (one != null) {
      one.complete(read);
    }
    NavigableMap<Long, List<CompletableFuture<RunBook>>> head =
        reached.headMap(book.offset(), true);
    List<CompletableFuture<RunBook>> passed = new ArrayList<>();
    head.values().forEach(passed::addAll);
    head.clear();
    passed.forEach(future -> future.complete(fold.book()));
  }
}
