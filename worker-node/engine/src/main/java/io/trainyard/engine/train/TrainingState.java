package io.trainyard.engine.train;

import io.trainyard.engine.model.NetworkState;

/**
 * A copy of a training between two steps. Immutable by agreement (the arrays are not copied again);
 * any thread may read.
 *
 * @param network parameters and the optimizer's moments
 */
public record TrainingState(NetworkState network, TrainingProgress progress) {
  public TrainingState {
    if (network.iteration() != progress.iteration() || network.epoch() != progress.epochsDone()) {
      throw new IllegalArgumentException(
          "a network after iteration "
              + network.iteration()
              + " is not at "
              + progress.iteration());
    }
  }

  /** Where another training's network is taken on; its epochs and iterations are counted on. */
  public static TrainingState endOf(NetworkState network) {
    return new TrainingState(
        network, TrainingProgress.atEpochsEnd(network.epoch(), network.iteration()));
  }
}
