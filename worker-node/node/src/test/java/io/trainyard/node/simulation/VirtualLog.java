package io.trainyard.node.simulation;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Reducer;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The brokers' side of the journal: what is in here has happened, whoever has heard of it. */
public final class VirtualLog {
  private final VirtualTime time;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<Runnable> readers = new ArrayList<>();
  private BiConsumer<Entry, Boolean> listener = (entry, counted) -> {};
  private RunBook book = RunBook.EMPTY;

  public VirtualLog(VirtualTime time) {
    this.time = time;
  }

  /** Writes an event at once and gives its offset. */
  public long append(JournalEvent event) {
    Entry entry = new Entry(entries.size(), time.instant(), event);
    Reducer.Fold fold = Reducer.apply(book, entry);
    entries.add(entry);
    verdicts.add(fold.verdict());
    book = fold.book();
    listener.accept(entry, fold.verdict().counted());
    List.copyOf(readers).forEach(Runnable::run);
    return entry.offset();
  }

  /** The offset of the next event. */
  public long end() {
    return entries.size();
  }

  public Entry entry(long offset) {
    return entries.get((int) offset);
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** What the event at this offset came to: the truth, which each process folds by itself. */
  public Verdict verdict(long offset) {
    return verdicts.get((int) offset);
  }

  /** The book as of the log's end. */
  public RunBook book() {
    return book;
  }

  /** Hears of each entry and whether it counts, before anybody has read it. */
  void onEntry(BiConsumer<Entry, Boolean> hears) {
    listener = hears;
  }

  void onAppend(Runnable reader) {
    readers.add(reader);
  }

  void forget(Runnable reader) {
    readers.remove(reader);
  }
}
