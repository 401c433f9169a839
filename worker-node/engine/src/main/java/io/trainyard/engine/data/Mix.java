package io.trainyard.engine.data;

/** Turns seeds and counters into well-spread 64-bit numbers (the finalizer of SplitMix64). */
public final class Mix {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Mix() {}

  public static long of(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number for a pair; (a, b) and (b, a) differ. */
  public static long of(long a, long b) {
    return of(of(a) + b);
  }
}
