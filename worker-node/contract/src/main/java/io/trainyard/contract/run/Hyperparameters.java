package io.trainyard.contract.run;

import static io.trainyard.contract.error.ErrorCode.INVALID_HYPERPARAMETER;

import io.trainyard.contract.error.TrainyardException;

/**
 * How a run learns. Whatever is out of bounds is refused, naming the field.
 *
 * @param epochs passes over the training split, 1 to 10,000
 * @param batchSize items per iteration, 1 to 65,536
 * @param learningRate of Adam, above 0 and at most 10
 * @param seed of weights and order; any number, 0 included
 */
public record Hyperparameters(int epochs, int batchSize, double learningRate, long seed) {
  public static final int MOST_EPOCHS = 10_000;
  public static final int LARGEST_BATCH = 65_536;
  public static final double HIGHEST_LEARNING_RATE = 10;

  public Hyperparameters {
    check(
        epochs >= 1 && epochs <= MOST_EPOCHS,
        "epochs",
        "a whole number from 1 to " + MOST_EPOCHS,
        epochs);
    check(
        batchSize >= 1 && batchSize <= LARGEST_BATCH,
        "batchSize",
        "a whole number from 1 to " + LARGEST_BATCH,
        batchSize);
    check(
        learningRate > 0 && learningRate <= HIGHEST_LEARNING_RATE,
        "learningRate",
        "a number above 0 and at most " + (int) HIGHEST_LEARNING_RATE,
        learningRate);
  }

  /**
   * What a model learns with when nothing else is asked for; reaches the documented accuracies on
   * MNIST.
   */
  public static Hyperparameters defaultsOf(ModelType model) {
    return switch (model) {
      case MLP -> new Hyperparameters(3, 128, 0.001, 42);
      case CNN -> new Hyperparameters(2, 128, 0.001, 42);
      case LSTM -> new Hyperparameters(3, 128, 0.002, 42);
    };
  }

  /** The same but for the epochs. */
  public Hyperparameters withEpochs(int other) {
    return new Hyperparameters(other, batchSize, learningRate, seed);
  }

  /** The same but for the learning rate. */
  public Hyperparameters withLearningRate(double other) {
    return new Hyperparameters(epochs, batchSize, other, seed);
  }

  private static void check(boolean holds, String field, String allowed, Number given) {
    if (!holds) {
      throw TrainyardException.ofField(
          INVALID_HYPERPARAMETER, field, field + " must be " + allowed + ", not " + given + ".");
    }
  }
}
