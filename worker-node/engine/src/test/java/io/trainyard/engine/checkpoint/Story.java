package io.trainyard.engine.checkpoint;

import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.model.Provenance;
import io.trainyard.engine.model.Versions;
import io.trainyard.engine.train.AppliedSteering;
import io.trainyard.engine.train.EpochReport;
import io.trainyard.engine.train.IterationReport;
import io.trainyard.engine.train.Phase;
import io.trainyard.engine.train.RestingTraining;
import io.trainyard.engine.train.SteeringSource;
import io.trainyard.engine.train.StopSignal;
import io.trainyard.engine.train.Trainer;
import io.trainyard.engine.train.TrainingJob;
import io.trainyard.engine.train.TrainingListener;
import io.trainyard.engine.train.TrainingOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** One run over all its attempts, as its reports tell it; times are left out. */
final class Story {
  private final List<String> reports = new ArrayList<>();
  private final List<AppliedSteering> steered = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong();
  private int attempt;

  /** Where an attempt is to be stopped. */
  @FunctionalInterface
  interface Stop {
    /**
     * Whether to stop here.
     *
     * @param asked how often in this phase, from 1
     */
    boolean at(Phase phase, RestingTraining training, int asked);
  }

  /** Trains until the end or the stop; goes on from a checkpoint's bytes where there are some. */
  TrainingOutcome attempt(
      TrainingJob job, Optional<byte[]> from, SteeringSource steering, Stop stop)
      throws IOException {
    TrainingJob started = job;
    if (from.isPresent()) {
      Checkpoint checkpoint = CheckpointFile.read(from.get());
      checkpoint.checkFits("run-1", provenance(job));
      forgetAfter(checkpoint.iteration());
      started = job.resuming(checkpoint.state(), List.copyOf(steered));
    }
    attempt++;
    Attempt now = new Attempt(stop);
    return new Trainer(() -> clock.addAndGet(1_000_000)).train(started, now, now, steering);
  }

  /** Trains through a list of interruptions to the end. */
  TrainingOutcome.Finished through(TrainingJob job, SteeringSource steering, Stop... stops)
      throws IOException {
    Optional<byte[]> from = Optional.empty();
    for (Stop stop : stops) {
      TrainingOutcome.Stopped stopped =
          (TrainingOutcome.Stopped) attempt(job, from, steering, stop);
      from = Optional.of(bytes(job, stopped.training()));
    }
    return (TrainingOutcome.Finished)
        attempt(job, from, steering, (phase, training, asked) -> false);
  }

  byte[] bytes(TrainingJob job, RestingTraining training) throws IOException {
    Checkpoint checkpoint = Checkpoint.of("run-1", attempt, provenance(job), training.copy());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CheckpointFile.write(checkpoint, bytes);
    return bytes.toByteArray();
  }

  List<String> reports() {
    return reports;
  }

  List<AppliedSteering> steered() {
    return steered;
  }

  static Provenance provenance(TrainingJob job) {
    ModelType model = job.layout().model();
    return new Provenance(
        model,
        "0f".repeat(32),
        true,
        ItemShape.of(28, 28).dimensions(),
        10,
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        job.hyperparameters(),
        0,
        0,
        Versions.current());
  }

  /** What was said of later iterations is said again. */
  private void forgetAfter(long iteration) {
    reports.removeIf(
        report -> Long.parseLong(report.substring(0, report.indexOf(' '))) > iteration);
  }

  private final class Attempt implements TrainingListener, StopSignal {
    private final Stop stop;
    private Phase phase = Phase.LOAD;
    private int asked;
    private Optional<RestingTraining> training = Optional.empty();

    Attempt(Stop stop) {
      this.stop = stop;
    }

    @Override
    public void phaseStarted(Phase started) {
      phase = started;
      asked = 0;
    }

    @Override
    public void atRest(RestingTraining resting, boolean epochEnded) {
      training = Optional.of(resting);
    }

    @Override
    public boolean isStopRequested() {
      asked++;
      return training.isPresent() && stop.at(phase, training.get(), asked);
    }

    @Override
    public void steerApplied(AppliedSteering steering) {
      if (!steered.contains(steering)) {
        steered.add(steering);
      }
      reports.add(steering.iteration() + " " + steering.key() + " " + steering.value());
    }

    @Override
    public void iterationDone(IterationReport report) {
      reports.add(
          report.iteration()
              + " of "
              + report.totalIterations()
              + " in epoch "
              + report.epoch()
              + " of "
              + report.epochs()
              + ": "
              + report.loss());
    }

    @Override
    public void epochDone(EpochReport report) {
      reports.add(
          report.iteration()
              + " ends epoch "
              + report.epoch()
              + " of "
              + report.epochs()
              + ": "
              + report.trainLoss()
              + ", "
              + report.validation());
    }
  }
}
