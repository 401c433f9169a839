package io.trainyard.node.dataset;

import io.trainyard.engine.data.ChunkCodec;

/**
 * How much of a dataset a worker holds.
 *
 * @param heldBytes up to this size a dataset is held whole; its items are then shuffled as a whole
 * @param window chunks that a larger one is shuffled in
 */
public record MemoryLimits(long heldBytes, int window) {
  private static final long GIB = 1L << 30;
  private static final int WINDOW = 32;

  public MemoryLimits {
    if (heldBytes < 0 || window < 1) {
      throw new IllegalArgumentException("no such limits: " + heldBytes + ", " + window);
    }
  }

  /**
   * What a heap of this size has room for beside all else: up to 1 GiB held; above it 32 chunks,
   * 160 MB.
   *
   * @param heapBytes the most the heap may grow to
   */
  public static MemoryLimits within(long heapBytes) {
    return new MemoryLimits(Math.min(GIB, heapBytes / 5 * 2), WINDOW);
  }

  boolean holds(long chunks) {
    return chunks * ChunkCodec.CHUNK_BYTES <= heldBytes;
  }
}
