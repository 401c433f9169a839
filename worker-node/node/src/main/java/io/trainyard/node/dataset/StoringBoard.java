package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.Storing;
import io.trainyard.contract.dataset.Storing.Step;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What is being stored just now, and how far it is. Safe for use by any thread. */
final class StoringBoard {
  private final ConcurrentMap<Entry, Storing> entries = new ConcurrentHashMap<>();

  /** Begins; closing the entry takes it off the board. */
  Entry begin(String name) {
    Entry entry = new Entry(name);
    entry.put(Step.READING, 0, 0);
    return entry;
  }

  List<Storing> all() {
    Collection<Storing> values = entries.values();
    return List.copyOf(values);
  }

  /** One dataset on its way. */
  final class Entry implements StoreProgress, AutoCloseable {
    private final String name;

    private Entry(String name) {
      this.name = name;
    }

    private void put(Step step, long done, long total) {
      entries.put(this, new Storing(name, step, done, total));
    }

    @Override
    public void fetched(long bytes, long of) {
      put(Step.FETCHING, bytes, of);
    }

    @Override
    public void stored(long items, long of) {
      put(Step.STORING, items, of);
    }

    @Override
    public void close() {
      entries.remove(this);
    }
  }
}
