package io.trainyard.engine.data;

/** The parts of a dataset. */
public enum Split {
  /** What is learned from. */
  TRAINING,
  /** Evaluated after each epoch. */
  VALIDATION,
  /** Evaluated once, at the end. */
  TEST
}
