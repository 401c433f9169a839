package io.trainyard.node.worker;

import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.Steering;
import io.trainyard.engine.model.Provenance;
import io.trainyard.engine.model.Versions;
import io.trainyard.engine.train.Trainer;
import io.trainyard.engine.train.TrainingJob;
import io.trainyard.engine.train.TrainingOutcome;
import io.trainyard.node.dataset.LoadedDataset;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.worker.LearningEvents.Beginning;
import io.trainyard.node.worker.LearningEvents.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt in the engine. {@link #run} is the learning thread; the rest is for any. */
final class EngineLearning implements Learning, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLearning.class);
  private static final Duration FLUSH = Duration.ofSeconds(2);
  private static final double NANOS = 1e9;

  private final Assignment assignment;
  private final LearningEvents events;
  private final EngineLearner.Tools tools;
  private final RunReporter reporter;
  private final LearningControl control;

  EngineLearning(Assignment assignment, LearningEvents events, EngineLearner.Tools tools) {
    this.assignment = assignment;
    this.events = events;
    this.tools = tools;
    this.control = new LearningControl(events::mayLearn);
    this.reporter =
        new RunReporter(
            assignment,
            tools.workerId(),
            tools.telemetry()::metric,
            tools.clock(),
            System::nanoTime);
  }

  @Override
  public void begin() {
    control.begin();
  }

  @Override
  public void stop() {
    control.stop(LearningControl.Stop.NOW);
  }

  @Override
  public void saveAndStop() {
    control.stop(LearningControl.Stop.SAVE);
  }

  @Override
  public void look() {
    control.look();
  }

  @Override
  public void steer(List<Steering> pending) {
    control.steer(pending);
  }

  @Override
  public RunProgress progress() {
    return reporter.progress();
  }

  @Override
  public long steps() {
    return control.steps();
  }

  @Override
  public boolean isWaiting() {
    return control.isWaiting();
  }

  @Override
  public void run() {
    Outcome outcome;
    try {
      outcome = learn();
    } catch (LearningStopped e) {
      outcome = new Outcome.Stopped(reporter.progress().iteration());
    } catch (IOException
        | RuntimeException
        | OutOfMemoryError
        | LinkageError
        | StackOverflowError e) {
      LOG.atDebug().setCause(e).log("a learning failed");
      outcome = Faults.outcome(e, reporter.progress().iteration());
    }
    tell(outcome);
    flush();
    events.ended(outcome);
  }

  private Outcome learn() throws IOException {
    Prepared prepared;
    try {
      prepared = prepare();
    } catch (LearningStopped e) {
      throw e;
    } catch (RuntimeException e) {
      if (Faults.isHopeless(e)) {
        announceNewest();
      }
      throw e;
    }
    announce(prepared.origin().epochsDone(), prepared.origin().iteration());
    long start = System.nanoTime();
    LoadedDataset dataset = load();
    return train(prepared.asked(), prepared.origin(), dataset, (System.nanoTime() - start) / NANOS);
  }

  /** What is to be learned, as it was submitted, and from where. */
  private record Prepared(Provenance asked, Origin origin) {}

  private Prepared prepare() {
    Provenance asked =
        provenance(control.patiently(() -> tools.data().manifest(assignment.datasetId())));
    asked.layout();
    Origins origins = new Origins(tools.blobs());
    return new Prepared(asked, control.patiently(() -> origins.find(assignment, asked)));
  }

  /**
   * Only an attempt that has started can say that its run has failed; it takes nothing away from
   * what was saved.
   */
  private void announceNewest() {
    assignment.saves().stream()
        .findFirst()
        .ifPresentOrElse(
            newest -> announce(newest.epoch(), newest.iteration()), () -> announce(0, 0));
  }

  private void announce(int epochsDone, long iteration) {
    String runId = assignment.runId();
    reporter.resumes(epochsDone, iteration);
    events.ready(
        new Beginning(
            iteration,
            control.patiently(() -> tools.telemetry().metricsPosition(runId)),
            control.patiently(() -> tools.telemetry().logsPosition(runId))));
    control.awaitBegin();
    reporter.info(
        "attempt "
            + assignment.attempt()
            + " runs on "
            + tools.workerId()
            + (iteration == 0 ? "" : ", from iteration " + iteration));
  }

  private LoadedDataset load() {
    reporter.phase(RunProgress.Phase.LOADING);
    LoadedDataset dataset =
        tools
            .data()
            .load(
                assignment.datasetId(),
                (chunks, total) -> {
                  control.step();
                  if (control.stopAsked() != LearningControl.Stop.NO) {
                    throw new LearningStopped();
                  }
                },
                control::patiently);
    reporter.info(loaded(dataset));
    return dataset;
  }

  private static String loaded(LoadedDataset dataset) {
    DatasetManifest manifest = dataset.manifest();
    if (dataset.streamed()) {
      return String.format(
          Locale.ROOT,
          "streams %d items: their %d chunks are more than this worker holds in memory",
          manifest.items(),
          manifest.chunks());
    }
    return String.format(
        Locale.ROOT,
        "loaded %d items: %d chunks from Redis, %d from Cassandra",
        manifest.items(),
        dataset.reads().hits(),
        dataset.reads().misses());
  }

  private Outcome train(Provenance asked, Origin origin, LoadedDataset dataset, double loadSeconds)
      throws IOException {
    TrainingJob job =
        origin.in(
            TrainingJob.of(
                asked.layout(),
                asked.hyperparameters(),
                dataset.training(),
                dataset.validation(),
                dataset.test()),
            assignment.steering());
    CheckpointKeeper keeper =
        new CheckpointKeeper(
            assignment,
            asked,
            origin.iteration(),
            tools.blobs(),
            tools.meters(),
            events::saved,
            tools.background());
    TrainingOutcome outcome =
        new Trainer(System::nanoTime)
            .train(
                job,
                new EngineReports(reporter, control, events, keeper),
                control::isStopRequested,
                control::wanted);
    if (outcome instanceof TrainingOutcome.Stopped stopped) {
      return stopped(stopped, keeper);
    }
    return outcome instanceof TrainingOutcome.Finished finished
        ? finish(asked, finished, loadSeconds)
        : diverged((TrainingOutcome.Diverged) outcome);
  }

  private Outcome stopped(TrainingOutcome.Stopped stopped, CheckpointKeeper keeper) {
    if (control.stopAsked() == LearningControl.Stop.SAVE) {
      reporter.phase(RunProgress.Phase.SAVING);
      try {
        keeper.saveNow(stopped.training(), control);
      } catch (LearningStopped e) {
        LOG.atWarn().log("the last checkpoint was given up");
      } catch (RuntimeException e) {
        LOG.atWarn().setCause(e).log("the last checkpoint could not be stored");
      }
    }
    return new Outcome.Stopped(stopped.iteration());
  }

  private Outcome finish(Provenance asked, TrainingOutcome.Finished finished, double loadSeconds)
      throws IOException {
    reporter.phase(RunProgress.Phase.SAVING);
    RunResult result =
        new ModelKeeper(tools.blobs()).keep(assignment, asked, finished, loadSeconds, control);
    return new Outcome.Finished(result);
  }

  private static Outcome diverged(TrainingOutcome.Diverged diverged) {
    String message =
        "The loss became "
            + diverged.loss()
            + " at iteration "
            + diverged.iteration()
            + "; a lower learning rate may help.";
    return new Outcome.Hopeless(new RunError(Reasons.DIVERGED, message), diverged.iteration());
  }

  private Provenance provenance(DatasetManifest manifest) {
    return new Provenance(
        assignment.spec().model(),
        assignment.datasetId(),
        manifest.synthetic(),
        manifest.itemShape(),
        manifest.classes(),
        manifest.labels(),
        assignment.spec().hyperparameters(),
        0,
        0,
        Versions.current());
  }

  private void tell(Outcome outcome) {
    if (outcome instanceof Outcome.Finished finished) {
      reporter.info("test accuracy " + finished.result().testAccuracy());
    } else if (outcome instanceof Outcome.Hopeless hopeless) {
      reporter.error(hopeless.error().message());
    } else if (outcome instanceof Outcome.Hindered hindered) {
      reporter.warn(hindered.error().message());
    } else {
      reporter.info("stopped after iteration " + outcome.lastIteration());
    }
  }

  /** What streams show should end before the result comes. */
  private void flush() {
    try {
      if (!tools.telemetry().flush(FLUSH)) {
        LOG.atWarn().addKeyValue("runId", assignment.runId()).log("telemetry is late");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
