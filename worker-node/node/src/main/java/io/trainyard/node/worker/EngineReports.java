package io.trainyard.node.worker;

import io.trainyard.contract.run.RunProgress;
import io.trainyard.engine.train.AppliedSteering;
import io.trainyard.engine.train.EpochReport;
import io.trainyard.engine.train.IterationReport;
import io.trainyard.engine.train.Phase;
import io.trainyard.engine.train.RestingTraining;
import io.trainyard.engine.train.Score;
import io.trainyard.engine.train.SteeringKey;
import io.trainyard.engine.train.TrainingListener;
import java.util.Locale;

/** Passes on what the engine reports. On the learning thread. */
final class EngineReports implements TrainingListener {
  private final RunReporter reporter;
  private final LearningControl control;
  private final LearningEvents events;
  private final CheckpointKeeper keeper;

  EngineReports(
      RunReporter reporter,
      LearningControl control,
      LearningEvents events,
      CheckpointKeeper keeper) {
    this.reporter = reporter;
    this.control = control;
    this.events = events;
    this.keeper = keeper;
  }

  @Override
  public void progressed(Phase phase) {
    control.step();
  }

  @Override
  public void atRest(RestingTraining training, boolean epochEnded) {
    keeper.atRest(training, epochEnded);
  }

  /** Those followed again after a resume are told again; the journal has them already. */
  @Override
  public void steerApplied(AppliedSteering steering) {
    reporter.info(
        String.format(
            Locale.ROOT,
            "%s is %s from iteration %d on",
            steering.key().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            steering.key() == SteeringKey.EPOCHS
                ? Long.toString((long) steering.value())
                : Double.toString(steering.value()),
            steering.iteration()));
    events.steerApplied(steering.request().requestOffset(), steering.iteration() - 1);
  }

  @Override
  public void phaseStarted(Phase phase) {
    reporter.phase(
        switch (phase) {
          case LOAD -> RunProgress.Phase.LOADING;
          case TRAIN -> RunProgress.Phase.TRAINING;
          case VALIDATE -> RunProgress.Phase.VALIDATING;
          case TEST -> RunProgress.Phase.TESTING;
          case SAVE -> RunProgress.Phase.SAVING;
        });
  }

  @Override
  public void iterationDone(IterationReport report) {
    reporter.iteration(
        report.epoch(),
        report.epochs(),
        report.iteration(),
        report.totalIterations(),
        report.loss(),
        report.imagesPerSecond());
  }

  @Override
  public void epochDone(EpochReport report) {
    reporter.epoch(
        report.epoch(),
        report.iteration(),
        report.trainLoss(),
        report.validation().map(Score::loss).orElse(null),
        report.validation().map(Score::accuracy).orElse(null),
        report.seconds(),
        report.imagesPerSecond());
    reporter.info(
        String.format(
            Locale.ROOT,
            "epoch %d of %d: loss %.4f%s, %.0f images/s",
            report.epoch(),
            report.epochs(),
            report.trainLoss(),
            report
                .validation()
                .map(
                    score ->
                        String.format(Locale.ROOT, ", validation accuracy %.4f", score.accuracy()))
                .orElse(""),
            report.imagesPerSecond()));
  }
}
