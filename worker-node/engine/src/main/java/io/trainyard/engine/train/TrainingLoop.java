package io.trainyard.engine.train;

import io.trainyard.engine.data.Batch;
import io.trainyard.engine.data.ItemStream;
import io.trainyard.engine.data.SplitData;
import io.trainyard.engine.model.Network;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One training, on one thread. */
final class TrainingLoop {
  private static final int EVALUATION_BATCH = 256;

  private final TrainingJob job;
  private final TrainingListener listener;
  private final StopSignal stop;
  private final PhaseTimer timer;
  private final LongSupplier ticker;
  private final Network network;
  private final Batch batch;
  private final Batch evaluationBatch;
  private final Pace pace;
  private long iteration;
  private long itemsLearned;
  private double lossOfEpoch;
  private Optional<Score> validation = Optional.empty();

  TrainingLoop(TrainingJob job, TrainingListener listener, StopSignal stop, LongSupplier ticker) {
    this.job = job;
    this.listener = listener;
    this.stop = stop;
    this.ticker = ticker;
    this.timer = new PhaseTimer(ticker);
    this.pace = new Pace(ticker);
    this.network =
        Network.initialise(
            job.layout(), job.hyperparameters().learningRate(), job.hyperparameters().seed());
    job.resumeFrom().ifPresent(network::restore);
    this.iteration = network.iteration();
    this.batch =
        network.newBatch((int) Math.min(job.hyperparameters().batchSize(), job.training().items()));
    this.evaluationBatch = network.newBatch(EVALUATION_BATCH);
  }

  TrainingOutcome run() throws IOException {
    int first = (int) (iteration / job.iterationsPerEpoch()) + 1;
    for (int epoch = first; epoch <= job.hyperparameters().epochs(); epoch++) {
      Optional<TrainingOutcome> early = epoch(epoch);
      if (early.isPresent()) {
        return early.get();
      }
    }
    listener.phaseStarted(Phase.TEST);
    Optional<Score> test = evaluate(job.test(), Phase.TEST);
    if (test.isEmpty()) {
      return new TrainingOutcome.Stopped(network, iteration);
    }
    return new TrainingOutcome.Finished(
        network,
        iteration,
        lossOfEpoch,
        validation,
        test.get(),
        itemsLearned / Math.max(1e-9, timer.seconds(Phase.TRAIN) + timer.seconds(Phase.LOAD)),
        timer.times());
  }

  /** Empty when the epoch came to its end. */
  private Optional<TrainingOutcome> epoch(int epoch) throws IOException {
    listener.phaseStarted(Phase.TRAIN);
    long started = ticker.getAsLong();
    Optional<TrainingOutcome> early = learn(epoch);
    if (early.isPresent()) {
      return early;
    }
    network.epochDone();
    double seconds = (ticker.getAsLong() - started) / 1e9;
    if (job.validation().items() > 0) {
      listener.phaseStarted(Phase.VALIDATE);
      validation = evaluate(job.validation(), Phase.VALIDATE);
      if (validation.isEmpty()) {
        return Optional.of(new TrainingOutcome.Stopped(network, iteration));
      }
    }
    listener.epochDone(
        new EpochReport(
            epoch,
            job.hyperparameters().epochs(),
            iteration,
            lossOfEpoch,
            validation,
            seconds,
            job.training().items() / Math.max(1e-9, seconds)));
    return Optional.empty();
  }

  private Optional<TrainingOutcome> learn(int epoch) throws IOException {
    double sum = 0;
    long items = 0;
    pace.restart();
    try (ItemStream stream = job.training().shuffled(job.hyperparameters().seed(), epoch)) {
      skipLearned(stream, epoch);
      while (nextBatch(stream, batch)) {
        if (stop.isStopRequested()) {
          return Optional.of(new TrainingOutcome.Stopped(network, iteration));
        }
        double loss = step();
        if (!Double.isFinite(loss)) {
          return Optional.of(new TrainingOutcome.Diverged(iteration, loss));
        }
        sum += loss * batch.items();
        items += batch.items();
        report(epoch, loss);
      }
    }
    itemsLearned += items;
    lossOfEpoch = items == 0 ? 0 : sum / items;
    return Optional.empty();
  }

  private double step() throws IOException {
    double loss = timer.time(Phase.TRAIN, () -> network.learn(batch));
    iteration++;
    return loss;
  }

  private void report(int epoch, double loss) {
    pace.add(batch.items());
    listener.stepDone(network, epoch, iteration);
    if (iteration % job.reportEvery() == 0 || iteration == job.totalIterations()) {
      listener.iterationDone(
          new IterationReport(
              epoch,
              job.hyperparameters().epochs(),
              iteration,
              job.totalIterations(),
              loss,
              pace.lap()));
    }
  }

  /** A training that goes on in the middle of an epoch has seen its first batches. */
  private void skipLearned(ItemStream stream, int epoch) throws IOException {
    long learned = iteration - (epoch - 1) * job.iterationsPerEpoch();
    for (long i = 0; i < learned; i++) {
      nextBatch(stream, batch);
    }
  }

  private boolean nextBatch(ItemStream stream, Batch into) throws IOException {
    return timer.time(Phase.LOAD, () -> stream.next(into));
  }

  private Optional<Score> evaluate(SplitData split, Phase phase) throws IOException {
    return timer.time(phase, () -> evaluate(split));
  }

  /** Empty when stopped on the way. */
  private Optional<Score> evaluate(SplitData split) throws IOException {
    ScoreSheet sheet = new ScoreSheet(job.layout().classes());
    try (ItemStream stream = split.inOrder()) {
      while (stream.next(evaluationBatch)) {
        if (stop.isStopRequested()) {
          return Optional.empty();
        }
        sheet.add(evaluationBatch, network.predict(evaluationBatch));
      }
    }
    return Optional.of(sheet.score());
  }
}
