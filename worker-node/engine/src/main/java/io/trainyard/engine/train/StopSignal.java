package io.trainyard.engine.train;

/**
 * The gate before every step: asked on the learning thread before each iteration, each batch of
 * evaluation and each stretch of data passed over when resuming. Answers at once, or blocks for as
 * long as the training is to be suspended: the network is at rest, no lock is held, and the time is
 * left out of all paces. Whoever interrupts the learning thread must see to it that a blocked
 * signal says stop.
 */
@FunctionalInterface
public interface StopSignal {
  /** True to end the training here; it can be resumed from exactly this step. */
  boolean isStopRequested();

  /** Never stops. */
  static StopSignal none() {
    return () -> false;
  }
}
