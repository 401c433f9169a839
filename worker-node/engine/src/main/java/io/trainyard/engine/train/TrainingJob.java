package io.trainyard.engine.train;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.engine.data.SplitData;
import io.trainyard.engine.model.InputLayout;
import io.trainyard.engine.model.NetworkState;
import java.util.List;
import java.util.Optional;

/**
 * What is to be learned.
 *
 * @param hyperparameters as asked for; a training that goes on takes what was steered since from
 *     its state. Epochs count from the first, also in a training that continues another
 * @param validation evaluated after each epoch; may hold no items
 * @param test evaluated once, at the end
 * @param reportEvery iterations between two reports
 * @param resumeFrom the state to go on from, as if the training had never stopped; empty to begin
 * @param recorded steering that took effect before, at its iterations: what the state does not
 *     contain takes effect again before the same one
 */
public record TrainingJob(
    InputLayout layout,
    Hyperparameters hyperparameters,
    SplitData training,
    SplitData validation,
    SplitData test,
    int reportEvery,
    Optional<TrainingState> resumeFrom,
    List<AppliedSteering> recorded) {
  public static final int REPORT_EVERY = 10;

  public TrainingJob {
    recorded = List.copyOf(recorded);
    if (training.items() < 1) {
      throw new IllegalArgumentException("there is nothing to learn from");
    }
    if (reportEvery < 1) {
      throw new IllegalArgumentException("reportEvery is at least 1, not " + reportEvery);
    }
    resumeFrom.ifPresent(state -> checkPosition(state, hyperparameters, training));
  }

  /** A training from its beginning. */
  public static TrainingJob of(
      InputLayout layout,
      Hyperparameters hyperparameters,
      SplitData training,
      SplitData validation,
      SplitData test) {
    return new TrainingJob(
        layout,
        hyperparameters,
        training,
        validation,
        test,
        REPORT_EVERY,
        Optional.empty(),
        List.of());
  }

  public TrainingJob reportingEvery(int iterations) {
    return new TrainingJob(
        layout, hyperparameters, training, validation, test, iterations, resumeFrom, recorded);
  }

  /**
   * The same training, going on from a copy of itself. Same data, hyper-parameters, machine and
   * thread count: the same bits in the end, as if it had never stopped.
   *
   * @param steered in any order; those that the state contains may be among them
   * @throws IllegalArgumentException when the state cannot be of this data and batch size
   */
  public TrainingJob resuming(TrainingState state, List<AppliedSteering> steered) {
    return new TrainingJob(
        layout,
        hyperparameters,
        training,
        validation,
        test,
        reportEvery,
        Optional.of(state),
        steered);
  }

  /**
   * The same training, steered again as it was before it had to begin anew.
   *
   * @param steered in any order; each takes effect before its iteration
   */
  public TrainingJob following(List<AppliedSteering> steered) {
    return new TrainingJob(
        layout, hyperparameters, training, validation, test, reportEvery, resumeFrom, steered);
  }

  /**
   * A new training that takes on what another has learned, the optimizer's moments included where
   * they were kept. Epochs and iterations are counted on.
   *
   * @throws TrainyardException when {@code hyperparameters().epochs()}, which counts the other's
   *     epochs too, leaves nothing to learn
   */
  public TrainingJob continuing(NetworkState other) {
    if (hyperparameters.epochs() <= other.epoch()) {
      throw TrainyardException.ofField(
          ErrorCode.INVALID_HYPERPARAMETER,
          "epochs",
          "epochs must be more than the " + other.epoch() + " that the model has learned already.");
    }
    return resuming(TrainingState.endOf(other), List.of());
  }

  public long iterationsPerEpoch() {
    long batch = hyperparameters.batchSize();
    return (training.items() + batch - 1) / batch;
  }

  private static void checkPosition(
      TrainingState state, Hyperparameters hyperparameters, SplitData training) {
    EpochSums epoch = state.progress().epoch();
    // As a double: a hostile count times a batch would overflow.
    double learned =
        Math.min(
            (double) epoch.iterations() * hyperparameters.batchSize(), (double) training.items());
    if (epoch.items() != learned) {
      throw new IllegalArgumentException(
          epoch.items()
              + " items after "
              + epoch.iterations()
              + " iterations cannot be of this data in batches of "
              + hyperparameters.batchSize());
    }
  }
}
