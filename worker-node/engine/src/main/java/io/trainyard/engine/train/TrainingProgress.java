package io.trainyard.engine.train;

import io.trainyard.contract.run.Hyperparameters;
import java.util.List;
import java.util.Optional;

/**
 * How far a training has come: with the network's numbers all that it needs to go on as if it had
 * never stopped. An epoch is done once it has been validated; a stop between its last iteration and
 * that leaves it under way with all its iterations.
 *
 * @param epochsDone learned and validated
 * @param iteration batches learned from, over all epochs
 * @param epoch of the one under way, {@code epochsDone + 1}
 * @param lastLoss mean training loss of the last epoch done; 0 before
 * @param items learned from, over all epochs
 * @param seconds of loading and learning, over all attempts
 * @param validation of the last epoch done; empty before, or without a validation split
 * @param best so far
 * @param applied the last steering of each key that the numbers contain
 */
public record TrainingProgress(
    int epochsDone,
    long iteration,
    EpochSums epoch,
    double lastLoss,
    long items,
    double seconds,
    Optional<Score> validation,
    Optional<BestEpoch> best,
    List<AppliedSteering> applied) {
  static final TrainingProgress NONE = atEpochsEnd(0, 0);

  public TrainingProgress {
    applied = List.copyOf(applied);
    if (epochsDone < 0 || iteration < epoch.iterations() || items < epoch.items()) {
      throw new IllegalArgumentException(
          epochsDone
              + " epochs, "
              + iteration
              + " iterations and "
              + items
              + " items, of which "
              + epoch);
    }
    if (!Double.isFinite(lastLoss) || !(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a loss of " + lastLoss + " in " + seconds + " seconds");
    }
    if (applied.stream().map(AppliedSteering::key).distinct().count() < applied.size()) {
      throw new IllegalArgumentException("a setting is steered twice: " + applied);
    }
    for (AppliedSteering steering : applied) {
      if (steering.iteration() > iteration + 1) {
        throw new IllegalArgumentException("steered later than iteration " + iteration);
      }
    }
  }

  /** Of a network from elsewhere, of which no more is known than how much it has learned. */
  static TrainingProgress atEpochsEnd(int epochsDone, long iteration) {
    return new TrainingProgress(
        epochsDone,
        iteration,
        EpochSums.NONE,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** As another training begins from it, whose own settings stand. */
  public TrainingProgress withoutSteering() {
    return new TrainingProgress(
        epochsDone, iteration, epoch, lastLoss, items, seconds, validation, best, List.of());
  }

  /** The settings asked for, with what has been steered since. */
  public Hyperparameters effective(Hyperparameters asked) {
    Hyperparameters settings = asked;
    for (AppliedSteering steering : applied) {
      settings = steering.key().change(settings, steering.value());
    }
    return settings;
  }
}
