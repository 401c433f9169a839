package io.trainyard.engine.kernel;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Going backwards DL4J asks a layer for its output again. For ReLU the activations of the training
 * pass before serve: they are positive exactly where the output is. Used by one thread.
 */
final class KeptActivations {
  private @Nullable INDArray input;
  private @Nullable INDArray activations;

  /** What was kept for this input, once; null when there is nothing. */
  @Nullable INDArray takeFor(INDArray input) {
    INDArray kept = input == this.input ? activations : null;
    activations = null;
    this.input = input;
    return kept;
  }

  /**
   * Keeps the activations of the input asked for last.
   *
   * @param activations null when none may be used again
   */
  void keep(@Nullable INDArray activations) {
    this.activations = activations;
  }

  void forget() {
    input = null;
    activations = null;
  }
}
