package io.trainyard.engine.train;

/** What an attempt's time is spent on. */
public enum Phase {
  /** Fetching, decoding, making batches. */
  LOAD,
  TRAIN,
  VALIDATE,
  TEST,
  /** Writing the model. */
  SAVE
}
