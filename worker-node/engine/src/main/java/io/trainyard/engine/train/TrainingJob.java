package io.trainyard.engine.train;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.engine.data.SplitData;
import io.trainyard.engine.model.InputLayout;
import io.trainyard.engine.model.NetworkState;
import java.util.Optional;

/**
 * What is to be learned.
 *
 * @param validation evaluated after each epoch; may hold no items
 * @param test evaluated once, at the end
 * @param reportEvery iterations between two reports
 * @param resumeFrom the state to go on from, as if the training had never stopped; empty to begin
 */
public record TrainingJob(
    InputLayout layout,
    Hyperparameters hyperparameters,
    SplitData training,
    SplitData validation,
    SplitData test,
    int reportEvery,
    Optional<NetworkState> resumeFrom) {
  public static final int REPORT_EVERY = 10;

  public TrainingJob {
    if (training.items() < 1) {
      throw new IllegalArgumentException("there is nothing to learn from");
    }
    if (reportEvery < 1) {
      throw new IllegalArgumentException("reportEvery is at least 1, not " + reportEvery);
    }
  }

  /** A training from its beginning. */
  public static TrainingJob of(
      InputLayout layout,
      Hyperparameters hyperparameters,
      SplitData training,
      SplitData validation,
      SplitData test) {
    return new TrainingJob(
        layout, hyperparameters, training, validation, test, REPORT_EVERY, Optional.empty());
  }

  public long iterationsPerEpoch() {
    long batch = hyperparameters.batchSize();
    return (training.items() + batch - 1) / batch;
  }

  public long totalIterations() {
    return iterationsPerEpoch() * hyperparameters.epochs();
  }
}
