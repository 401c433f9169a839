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

  public MemoryLimits {
    if (heldBytes < 0 || window < 1) {
      throw new IllegalArgumentException("no such limits: " + heldBytes + ", " + window);
    }
  }

  /**
   * The bytes to be held that a heap has room for beside all else: two fifths, at most 1 GiB.
   *
   * @param heapBytes the most the heap may grow to
   */
  public static long usualShare(long heapBytes) {
    return Math.min(GIB, heapBytes / 5 * 2);
  }

  boolean holds(long chunks) {
    return chunks * ChunkCodec.CHUNK_BYTES <= heldBytes;
  }
}
