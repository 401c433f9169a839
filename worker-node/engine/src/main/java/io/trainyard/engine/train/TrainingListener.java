package io.trainyard.engine.train;

/**
 * Hears of a training, always on the learning thread: whoever waits here stops the learning. What a
 * listener throws ends the training with it.
 */
public interface TrainingListener {
  default void phaseStarted(Phase phase) {}

  /**
   * A step is done, so the training is alive: an iteration, a batch of evaluation, a stretch of
   * data passed over. Called very often. See {@link io.trainyard.engine.data.ChunkSource#telling}
   * for chunks, which come on another thread.
   */
  default void progressed(Phase phase) {}

  /**
   * After every iteration and, once more, after each epoch is done: the moments at which a copy can
   * be taken.
   *
   * @param epochEnded whether an epoch has just been done, {@link #epochDone} having been told
   */
  default void atRest(RestingTraining training, boolean epochEnded) {}

  /**
   * A request takes effect with the next iteration. A resumed training tells again of those that it
   * follows again.
   */
  default void steerApplied(AppliedSteering steering) {}

  /** After every so many iterations, see {@link TrainingJob#reportEvery()}, and the last. */
  default void iterationDone(IterationReport report) {}

  default void epochDone(EpochReport report) {}
}
