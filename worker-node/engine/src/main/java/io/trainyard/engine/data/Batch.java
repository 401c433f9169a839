package io.trainyard.engine.data;

/**
 * A reusable batch: items as floats in 0..1 in the order the network wants them, and their labels.
 * Used by one thread; made once, filled again and again.
 */
public final class Batch {
  private final int capacity;
  private final int[] order;
  private final float[] features;
  private final int[] labels;
  private int items;

  /**
   * @param capacity items it holds at most
   * @param order for each number the network takes, which of an item's numbers it is
   */
  public Batch(int capacity, int[] order) {
    this.capacity = capacity;
    this.order = order.clone();
    this.features = new float[Math.multiplyExact(capacity, order.length)];
    this.labels = new int[capacity];
  }

  public void clear() {
    items = 0;
  }

  public boolean isFull() {
    return items == capacity;
  }

  public void add(Chunk chunk, int index) {
    chunk.scale(index, order, features, items * order.length);
    labels[items] = chunk.label(index);
    items++;
  }

  /** Adds an item given as plain bytes, without a label. */
  public void add(byte[] item) {
    int offset = items * order.length;
    for (int i = 0; i < order.length; i++) {
      features[offset + i] = (item[order[i]] & 0xFF) * (1f / 255f);
    }
    labels[items] = 0;
    items++;
  }

  public int items() {
    return items;
  }

  public int capacity() {
    return capacity;
  }

  /** The live array, item by item; only the first {@link #items()} count. */
  public float[] features() {
    return features;
  }

  /** The live array; only the first {@link #items()} count. */
  public int[] labels() {
    return labels;
  }
}
