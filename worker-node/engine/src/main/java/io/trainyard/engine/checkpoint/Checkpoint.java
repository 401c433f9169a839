package io.trainyard.engine.checkpoint;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.engine.model.Network;
import io.trainyard.engine.model.Provenance;
import io.trainyard.engine.model.TrainedModel;
import io.trainyard.engine.train.TrainingState;

/**
 * A copy of a run's training. Immutable by agreement (the arrays are not copied); any thread may
 * read and write it.
 *
 * @param attempt which attempt of the run took it, from 1
 * @param provenance of the model as it is here: hyper-parameters with all steering, epochs done,
 *     iterations
 */
public record Checkpoint(String runId, int attempt, Provenance provenance, TrainingState state) {
  private static final int MOMENTS = 2;

  public Checkpoint {
    long parameters = provenance.layout().parameters();
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1, not " + attempt);
    }
    if (provenance.iterations() != state.progress().iteration()
        || provenance.epochs() != state.progress().epochsDone()) {
      throw new IllegalArgumentException("the provenance is of another moment than the state");
    }
    if (state.network().parameters().length != parameters
        || state.network().updater().length != MOMENTS * parameters) {
      throw new IllegalArgumentException("the state is of another network than the provenance");
    }
  }

  /**
   * A run's training as a copy has it.
   *
   * @param asked of the run as it was submitted; its counts do not matter
   */
  public static Checkpoint of(String runId, int attempt, Provenance asked, TrainingState state) {
    Provenance now =
        asked.reached(
            state.progress().effective(asked.hyperparameters()),
            state.progress().epochsDone(),
            Math.toIntExact(state.progress().iteration()));
    return new Checkpoint(runId, attempt, now, state);
  }

  public long iteration() {
    return state.progress().iteration();
  }

  /** Whether no epoch before was better on the validation split, and none has begun since. */
  public boolean isBest() {
    return state.progress().epoch().iterations() == 0
        && state
            .progress()
            .best()
            .filter(best -> best.epoch() == state.progress().epochsDone())
            .isPresent();
  }

  /**
   * Makes sure that a run's training can go on from here.
   *
   * @param asked of the run as it was submitted; its counts do not matter
   * @throws InvalidCheckpointException when it is another run's, or of another dataset or network
   */
  public void checkFits(String run, Provenance asked) {
    Hyperparameters wanted = asked.hyperparameters();
    Hyperparameters had = provenance.hyperparameters();
    if (!runId.equals(run)) {
      throw new InvalidCheckpointException("is of another run");
    }
    if (!provenance.datasetId().equals(asked.datasetId())
        || !provenance.layout().equals(asked.layout())
        || wanted.batchSize() != had.batchSize()
        || wanted.seed() != had.seed()) {
      throw new InvalidCheckpointException(
          "is of another dataset, network, batch size or seed than its run");
    }
  }

  /** The network as it was, ready to classify: another one at each call, as large in memory. */
  public TrainedModel model() {
    Network network =
        Network.initialise(
            provenance.layout(),
            provenance.hyperparameters().learningRate(),
            provenance.hyperparameters().seed());
    network.restore(state.network());
    return new TrainedModel(network, provenance);
  }
}
