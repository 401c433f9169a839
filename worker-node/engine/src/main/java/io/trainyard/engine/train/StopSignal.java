package io.trainyard.engine.train;

/** Asked before every iteration, on the learning thread; must answer at once. */
@FunctionalInterface
public interface StopSignal {
  boolean isStopRequested();

  /** Never stops. */
  static StopSignal none() {
    return () -> false;
  }
}
