package io.trainyard.engine.train;

import java.util.function.LongSupplier;

/** Seconds of one activity, pauses left out. Used by one thread. */
final class Stopwatch {
  private final LongSupplier ticker;
  private double seconds;
  private long since;
  private boolean running;

  /**
   * @param seconds that count already
   */
  Stopwatch(LongSupplier ticker, double seconds) {
    this.ticker = ticker;
    this.seconds = seconds;
  }

  void start() {
    since = ticker.getAsLong();
    running = true;
  }

  /** Leaves out some nanoseconds that have passed since the start. */
  void pause(long nanos) {
    since += nanos;
  }

  void stop() {
    seconds = seconds();
    running = false;
  }

  void reset() {
    seconds = 0;
  }

  double seconds() {
    return running ? seconds + Math.max(0, ticker.getAsLong() - since) / 1e9 : seconds;
  }
}
