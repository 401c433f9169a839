package io.trainyard.node.worker;

import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.contract.error.ErrorType;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.run.RunResult;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.model.InputLayout;
import io.trainyard.engine.model.ModelFile;
import io.trainyard.engine.model.Provenance;
import io.trainyard.engine.model.TrainedModel;
import io.trainyard.engine.model.UnsupportedShapeException;
import io.trainyard.engine.model.Versions;
import io.trainyard.engine.runtime.NativeReport;
import io.trainyard.engine.train.Score;
import io.trainyard.engine.train.Trainer;
import io.trainyard.engine.train.TrainingJob;
import io.trainyard.engine.train.TrainingOutcome;
import io.trainyard.node.dataset.CorruptDatasetException;
import io.trainyard.node.dataset.DatasetSource;
import io.trainyard.node.dataset.LoadedDataset;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.store.BlobKind;
import io.trainyard.node.store.BlobRecord;
import io.trainyard.node.store.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns with the engine from the stored data, and stores the model. */
public final class EngineLearner implements Learner {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLearner.class);
  private static final double NANOS = 1e9;

  private final DatasetSource data;
  private final BlobStore blobs;
  private final String device;
  private final Trainer trainer = new Trainer(System::nanoTime);

  /**
   * Takes a warm engine.
   *
   * @param engine what the warm-up found
   */
  public EngineLearner(DatasetSource data, BlobStore blobs, NativeReport engine) {
    this.data = data;
    this.blobs = blobs;
    this.device = device(engine);
    engine.warnings().forEach(LOG::warn);
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public Outcome learn(Assignment assignment, RunReporter reporter, BooleanSupplier stop) {
    try {
      long start = System.nanoTime();
      LoadedDataset dataset = load(assignment, reporter, stop);
      double loadSeconds = (System.nanoTime() - start) / NANOS;
      return train(assignment, dataset, loadSeconds, reporter, stop);
    } catch (LoadStopped e) {
      return new Outcome.Stopped(0);
    } catch (CorruptDatasetException e) {
      return hopeless(Reasons.CORRUPT_DATASET, e);
    } catch (UnsupportedShapeException e) {
      return hopeless(Reasons.UNSUPPORTED_SHAPE, e);
    } catch (IOException e) {
      return new Outcome.Hindered(
          new RunError(Reasons.OUTAGE, "The data cannot be read: " + e.getMessage()),
          reporter.progress().iteration());
    } catch (TrainyardException e) {
      return failed(e, reporter.progress().iteration());
    } catch (OutOfMemoryError e) {
      // ND4J's own, for arrays outside the heap; the process is well.
      LOG.atError().setCause(e).log("the run needs more memory than the worker has");
      return new Outcome.Hopeless(
          new RunError(
              Reasons.OUT_OF_MEMORY,
              "The run needs more memory than the worker may use; a smaller batch size may help."),
          reporter.progress().iteration());
    }
  }

  /** Ends a loading that nobody waits for any more. */
  private static final class LoadStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private LoadedDataset load(Assignment assignment, RunReporter reporter, BooleanSupplier stop) {
    reporter.phase(RunProgress.Phase.LOADING);
    LoadedDataset dataset =
        data.load(
            assignment.datasetId(),
            (chunks, total) -> {
              if (stop.getAsBoolean()) {
                throw new LoadStopped();
              }
            });
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

  private Outcome train(
      Assignment assignment,
      LoadedDataset dataset,
      double loadSeconds,
      RunReporter reporter,
      BooleanSupplier stop)
      throws IOException {
    DatasetManifest manifest = dataset.manifest();
    InputLayout layout =
        InputLayout.of(
            assignment.spec().model(), new ItemShape(manifest.itemShape()), manifest.classes());
    TrainingJob job =
        TrainingJob.of(
            layout,
            assignment.spec().hyperparameters(),
            dataset.training(),
            dataset.validation(),
            dataset.test());
    TrainingOutcome outcome = trainer.train(job, new EngineReports(reporter), stop::getAsBoolean);
    if (outcome instanceof TrainingOutcome.Diverged diverged) {
      String message =
          "The loss became "
              + diverged.loss()
              + " at iteration "
              + diverged.iteration()
              + "; a lower learning rate may help.";
      return new Outcome.Hopeless(new RunError(Reasons.DIVERGED, message), diverged.iteration());
    }
    return outcome instanceof TrainingOutcome.Finished finished
        ? finish(assignment, manifest, finished, loadSeconds, reporter)
        : new Outcome.Stopped(outcome.iteration());
  }

  private Outcome finish(
      Assignment assignment,
      DatasetManifest manifest,
      TrainingOutcome.Finished finished,
      double loadSeconds,
      RunReporter reporter)
      throws IOException {
    reporter.phase(RunProgress.Phase.SAVING);
    long start = System.nanoTime();
    BlobRecord model = store(assignment, manifest, finished);
    double saveSeconds = (System.nanoTime() - start) / NANOS;
    PhaseTimes times = finished.seconds();
    return new Outcome.Finished(
        new RunResult(
            model.id(),
            model.rawBytes(),
            finished.network().parameterCount(),
            assignment.spec().hyperparameters().epochs(),
            finished.iteration(),
            finished.trainLoss(),
            finished.validation().map(Score::accuracy).orElse(null),
            finished.test().accuracy(),
            finished.test().loss(),
            finished.test().confusion(),
            finished.imagesPerSecond(),
            new PhaseTimes(
                loadSeconds + times.load(),
                times.train(),
                times.validate(),
                times.test(),
                saveSeconds)));
  }

  private BlobRecord store(
      Assignment assignment, DatasetManifest manifest, TrainingOutcome.Finished finished)
      throws IOException {
    Provenance provenance =
        new Provenance(
            assignment.spec().model(),
            assignment.datasetId(),
            manifest.synthetic(),
            manifest.itemShape(),
            manifest.classes(),
            manifest.labels(),
            assignment.spec().hyperparameters(),
            assignment.spec().hyperparameters().epochs(),
            Math.toIntExact(finished.iteration()),
            Versions.current());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelFile.write(new TrainedModel(finished.network(), provenance), file);
    return blobs.put(
        BlobKind.MODEL,
        ByteBuffer.wrap(file.toByteArray()),
        Map.of("run", assignment.runId(), "attempt", Integer.toString(assignment.attempt())));
  }

  private static Outcome hopeless(String code, TrainyardException e) {
    return new Outcome.Hopeless(new RunError(code, e.problem().detail()), 0);
  }

  /** What the caller got wrong stays wrong; what a service could not do may be better next time. */
  private static Outcome failed(TrainyardException e, long iteration) {
    ErrorType type = e.code().type();
    if (type == ErrorType.USER) {
      return new Outcome.Hopeless(new RunError(e.code().name(), e.problem().detail()), iteration);
    }
    String code = type == ErrorType.EXTERNAL ? Reasons.OUTAGE : e.code().name();
    return new Outcome.Hindered(new RunError(code, e.problem().detail()), iteration);
  }

  private static String device(NativeReport engine) {
    return String.format(
        Locale.ROOT,
        "CPU, %d maths thread%s, %s%s",
        engine.mathsThreads(),
        engine.mathsThreads() == 1 ? "" : "s",
        engine.blas(),
        engine.oneDnn() ? ", oneDNN" : "");
  }
}
