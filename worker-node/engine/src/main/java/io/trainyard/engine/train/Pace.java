package io.trainyard.engine.train;

import java.util.function.LongSupplier;

/** Items per second between two reports. Used by one thread. */
final class Pace {
  private final LongSupplier ticker;
  private long since;
  private long items;

  Pace(LongSupplier ticker) {
    this.ticker = ticker;
    this.since = ticker.getAsLong();
  }

  /** Forgets what was; time before does not count. */
  void restart() {
    since = ticker.getAsLong();
    items = 0;
  }

  void add(int learned) {
    items += learned;
  }

  /** Leaves out time in which nothing was to be learned. */
  void pause(long nanos) {
    since += nanos;
  }

  /** The pace since the last lap; begins the next. */
  double lap() {
    double seconds = Math.max(1e-9, (ticker.getAsLong() - since) / 1e9);
    double perSecond = items / seconds;
    restart();
    return perSecond;
  }
}
