package io.trainyard.engine.train;

import java.util.function.LongSupplier;

/** Asks the stop signal and knows how long it held the training up. Used by one thread. */
final class Gate {
  private final StopSignal stop;
  private final LongSupplier ticker;
  private long heldNanos;

  Gate(StopSignal stop, LongSupplier ticker) {
    this.stop = stop;
    this.ticker = ticker;
  }

  /** Waits as long as the signal does. */
  boolean isClosed() {
    long asked = ticker.getAsLong();
    boolean closed = stop.isStopRequested();
    heldNanos = ticker.getAsLong() - asked;
    return closed;
  }

  /** How long the last answer took. */
  long heldNanos() {
    return heldNanos;
  }
}
