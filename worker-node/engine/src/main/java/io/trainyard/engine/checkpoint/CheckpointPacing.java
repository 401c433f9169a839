package io.trainyard.engine.checkpoint;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When to take a checkpoint: at each epoch's end, and when the last is too long ago, but never so
 * often that they take more than their share of time, and never two at once. Safe for use by any
 * thread: the learning one asks and begins, the one that stores ends, anybody may want one now.
 */
public final class CheckpointPacing {
  private final Intervals intervals;
  private final LongSupplier ticker;
  private long begunNanos;
  private long costNanos;
  private boolean underWay;
  private boolean wanted;

  /**
   * How often.
   *
   * @param longest between the beginnings of two, within an epoch
   * @param costs at least so many times the last one's cost from beginning to beginning: with 20
   *     they take at most 5 % of the time
   */
  public record Intervals(Duration longest, int costs) {
    public Intervals {
      if (longest.isNegative() || longest.isZero() || costs < 1) {
        throw new IllegalArgumentException("every " + longest + ", " + costs + " times the cost");
      }
    }

    public static Intervals defaults() {
      return new Intervals(Duration.ofSeconds(30), 20);
    }
  }

  /**
   * Counts from now.
   *
   * @param ticker monotonic nanoseconds, such as {@code System::nanoTime}
   */
  public CheckpointPacing(Intervals intervals, LongSupplier ticker) {
    this.intervals = intervals;
    this.ticker = ticker;
    this.begunNanos = ticker.getAsLong();
  }

  /**
   * Whether to take one here. Cheap enough for every iteration.
   *
   * @param epochEnded whether an epoch has just been done; one passed over is not made up for
   */
  public synchronized boolean isDue(boolean epochEnded) {
    if (underWay) {
      return false;
    }
    if (wanted) {
      return true;
    }
    long since = ticker.getAsLong() - begunNanos;
    // Divided, as the product of a huge cost would overflow.
    boolean affordable = since / intervals.costs() >= costNanos;
    return affordable && (epochEnded || since >= intervals.longest().toNanos());
  }

  /** One is wanted at the next chance, whatever it costs: before a pause, or a hand-over. */
  public synchronized void want() {
    wanted = true;
  }

  /** Begins one. */
  public synchronized void begun() {
    if (underWay) {
      throw new IllegalStateException("a checkpoint is under way");
    }
    underWay = true;
    wanted = false;
    begunNanos = ticker.getAsLong();
  }

  /**
   * Ends it, stored or not: a failed one is tried again no sooner than a good one.
   *
   * @param cost the time that it took of the training: copying, encoding, storing
   */
  public synchronized void ended(Duration cost) {
    if (!underWay) {
      throw new IllegalStateException("no checkpoint is under way");
    }
    underWay = false;
    costNanos = Math.max(0, cost.toNanos());
  }
}
