package io.trainyard.engine.train;

import io.trainyard.engine.model.Network;

/** Hears of a training, always on the learning thread: whoever waits here stops the learning. */
public interface TrainingListener {
  default void phaseStarted(Phase phase) {}

  /**
   * After every iteration, the network at rest: the place to copy its state or to note progress.
   *
   * @param iteration batches learned from, from 1
   */
  default void stepDone(Network network, int epoch, long iteration) {}

  /** After every so many iterations, see {@link TrainingJob#reportEvery()}, and the last. */
  default void iterationDone(IterationReport report) {}

  default void epochDone(EpochReport report) {}
}
