package io.trainyard.node.dataset;

import java.util.concurrent.atomic.LongAdder;

/** How many chunks came from where. Safe for use by any thread. */
public final class ReadCount {
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  void add(boolean hit) {
    (hit ? hits : misses).increment();
  }

  /** Chunks that Redis had. */
  public long hits() {
    return hits.sum();
  }

  /** Chunks that came from Cassandra. */
  public long misses() {
    return misses.sum();
  }
}
