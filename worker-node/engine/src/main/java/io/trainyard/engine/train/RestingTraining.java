package io.trainyard.engine.train;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.engine.model.Network;

/**
 * A training between two steps. Its methods may be called on the learning thread alone, while that
 * is inside a call of {@link TrainingListener} or {@link StopSignal}, and after the training has
 * stopped by the thread that ran it.
 */
public interface RestingTraining {
  /** Cheap: numbers and references only. */
  TrainingProgress progress();

  /** With all steering so far. */
  Hyperparameters hyperparameters();

  Network network();

  /**
   * Copies everything: some milliseconds for a million parameters. The copy may be encoded and
   * stored by any other thread while the training goes on.
   */
  default TrainingState copy() {
    return new TrainingState(network().state(), progress());
  }
}
