package io.trainyard.contract.run;

/** What can be changed of a run while it learns. */
public enum SteerKey {
  /** Adam's learning rate, from the next iteration on. */
  LEARNING_RATE,
  /** How many epochs the run has in all; the one it is in is finished in any case. */
  EPOCHS
}
