package io.trainyard.engine.data;

/**
 * A raw chunk, checked: whole items, each a two-byte label and its bytes. Immutable by agreement
 * (the array is not copied); any thread may read.
 */
public final class Chunk {
  private final byte[] raw;
  private final int itemSize;
  private final int items;

  Chunk(byte[] raw, int itemSize) {
    this.raw = raw;
    this.itemSize = itemSize;
    this.items = raw.length / (ChunkCodec.LABEL_BYTES + itemSize);
  }

  public int items() {
    return items;
  }

  public int label(int index) {
    int at = start(index);
    return (raw[at] & 0xFF) << 8 | (raw[at + 1] & 0xFF);
  }

  /**
   * Writes one item as floats in 0..1, its numbers gathered in the order given.
   *
   * @param order for each float to write, which of the item's numbers it is
   */
  void scale(int index, int[] order, float[] into, int offset) {
    int from = start(index) + ChunkCodec.LABEL_BYTES;
    for (int i = 0; i < order.length; i++) {
      into[offset + i] = (raw[from + order[i]] & 0xFF) * (1f / 255f);
    }
  }

  private int start(int index) {
    if (index < 0 || index >= items) {
      throw new IndexOutOfBoundsException("item " + index + " of " + items);
    }
    return index * (ChunkCodec.LABEL_BYTES + itemSize);
  }
}
