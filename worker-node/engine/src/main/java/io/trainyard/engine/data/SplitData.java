package io.trainyard.engine.data;

/** The items of one split, in memory or streamed. Any thread may ask; a stream belongs to one. */
public interface SplitData {
  long items();

  /** All items in an order that is a function of seed and epoch alone. */
  ItemStream shuffled(long seed, int epoch);

  /** All items as they are stored. */
  ItemStream inOrder();
}
