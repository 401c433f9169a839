package io.trainyard.engine.data;

import java.math.BigInteger;

/**
 * A fixed permutation of 0..n-1 in no memory at all: {@code i -> (a*i + b) mod n} with a coprime to
 * n. Its step is near the golden section of n, so that neighbours come from far apart and a set
 * sorted by class comes out mixed.
 */
public final class Interleave {
  private static final double GOLDEN_SECTION = 0.6180339887498949;

  private final long items;
  private final long step;
  private final long start;

  /**
   * @param items n, 1 to 2^31-1
   */
  public Interleave(long items) {
    if (items < 1 || items > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("1 to 2^31-1 items can be interleaved, not " + items);
    }
    this.items = items;
    this.step = coprimeNear(Math.max(1, Math.round(items * GOLDEN_SECTION)), items);
    this.start = items / 3;
  }

  /** Which item comes at a position. */
  public long indexAt(long position) {
    if (position < 0 || position >= items) {
      throw new IndexOutOfBoundsException("position " + position + " of " + items);
    }
    return (step * position + start) % items;
  }

  private static long coprimeNear(long wanted, long items) {
    long candidate = wanted;
    while (BigInteger.valueOf(candidate).gcd(BigInteger.valueOf(items)).intValue() != 1) {
      candidate++;
    }
    return candidate;
  }
}
