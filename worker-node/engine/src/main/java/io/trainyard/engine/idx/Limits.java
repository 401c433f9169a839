package io.trainyard.engine.idx;

/**
 * How far a reader goes.
 *
 * @param mostBytes the largest unpacked file that is taken
 */
public record Limits(long mostBytes) {
  private static final long GIB = 1L << 30;

  public Limits {
    if (mostBytes < 1) {
      throw new IllegalArgumentException("mostBytes must be positive, not " + mostBytes);
    }
  }

  /** 64 GiB a file. */
  public static Limits defaults() {
    return new Limits(64 * GIB);
  }
}
