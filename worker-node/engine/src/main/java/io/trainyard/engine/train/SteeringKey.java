package io.trainyard.engine.train;

import io.trainyard.contract.run.Hyperparameters;

/** What of a training can be changed while it runs. */
public enum SteeringKey {
  /** Of Adam, whose moments stay: above 0 and at most 10. */
  LEARNING_RATE {
    @Override
    Hyperparameters change(Hyperparameters from, double value) {
      return new Hyperparameters(from.epochs(), from.batchSize(), value, from.seed());
    }
  },
  /** Passes in all, counted from the run's first: a whole number from 1 to 10,000. */
  EPOCHS {
    @Override
    Hyperparameters change(Hyperparameters from, double value) {
      // What is no whole number becomes 0, which is out of bounds and refused by that name.
      int epochs = value == Math.rint(value) ? (int) value : 0;
      return new Hyperparameters(epochs, from.batchSize(), from.learningRate(), from.seed());
    }
  };

  /**
   * The settings with this one changed.
   *
   * @throws io.trainyard.contract.error.TrainyardException when the value is out of bounds
   */
  abstract Hyperparameters change(Hyperparameters from, double value);

  /** Throws the same for a value that no training may have. */
  void check(double value) {
    change(new Hyperparameters(1, 1, 1, 0), value);
  }
}
