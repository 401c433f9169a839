package io.trainyard.engine.train;

import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.engine.model.Network;
import java.util.Optional;

/** How a training ended. */
public sealed interface TrainingOutcome {
  /** Iterations done, counted over all epochs. */
  long iteration();

  /**
   * All epochs are done.
   *
   * @param trainLoss mean of the last epoch
   * @param validation of the last epoch; empty without a validation split
   * @param imagesPerSecond items learned from per second of learning, over all epochs
   * @param seconds without loading the dataset and saving the model, which the caller does
   */
  record Finished(
      Network network,
      long iteration,
      double trainLoss,
      Optional<Score> validation,
      Score test,
      double imagesPerSecond,
      PhaseTimes seconds)
      implements TrainingOutcome {}

  /** Somebody asked for it. The network is as the last iteration left it. */
  record Stopped(Network network, long iteration) implements TrainingOutcome {}

  /** The loss became NaN or infinite: nothing learned from here on would mean anything. */
  record Diverged(long iteration, double loss) implements TrainingOutcome {}
}
