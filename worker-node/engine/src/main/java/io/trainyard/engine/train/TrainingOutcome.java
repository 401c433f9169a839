package io.trainyard.engine.train;

import io.trainyard.contract.run.Hyperparameters;
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
   * @param imagesPerSecond items learned from per second of learning, over all epochs and attempts
   * @param hyperparameters with all steering: what the model was learned with in the end
   * @param seconds of this attempt, without loading the dataset and saving the model, which the
   *     caller does
   */
  record Finished(
      Network network,
      long iteration,
      double trainLoss,
      Optional<Score> validation,
      Score test,
      double imagesPerSecond,
      Hyperparameters hyperparameters,
      PhaseTimes seconds)
      implements TrainingOutcome {}

  /**
   * Somebody asked for it. The training is as the last step left it and can be copied, to be
   * resumed from exactly there.
   */
  record Stopped(RestingTraining training) implements TrainingOutcome {
    @Override
    public long iteration() {
      return training.progress().iteration();
    }
  }

  /** The loss became NaN or infinite: nothing learned from here on would mean anything. */
  record Diverged(long iteration, double loss) implements TrainingOutcome {}
}
