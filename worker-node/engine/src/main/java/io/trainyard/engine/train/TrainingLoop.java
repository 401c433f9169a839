package io.trainyard.engine.train;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.engine.data.Batch;
import io.trainyard.engine.data.ItemStream;
import io.trainyard.engine.model.Network;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** One training, on one thread. */
final class TrainingLoop implements RestingTraining {
  /**
   * Before an epoch's first iteration its number alone is settled, and before the others all of it:
   * so a request has the same effect when it is applied again before the same iteration.
   */
  private static final Set<SteeringKey> BETWEEN_EPOCHS = EnumSet.of(SteeringKey.EPOCHS);

  private static final Set<SteeringKey> AT_EPOCHS_START = EnumSet.of(SteeringKey.LEARNING_RATE);
  private static final Set<SteeringKey> WITHIN_EPOCH = EnumSet.allOf(SteeringKey.class);

  private final TrainingJob job;
  private final TrainingListener listener;
  private final Gate gate;
  private final PhaseTimer timer;
  private final Network network;
  private final Helm helm;
  private final Batch batch;
  private final Evaluation evaluation;
  private final Pace pace;
  private final Stopwatch epochWatch;
  private final double secondsBefore;
  private int epochsDone;
  private long iteration;
  private EpochSums sums;
  private double lastLoss;
  private long items;
  private Optional<Score> validation;
  private Optional<BestEpoch> best;

  TrainingLoop(
      TrainingJob job,
      TrainingListener listener,
      StopSignal stop,
      SteeringSource steering,
      LongSupplier ticker) {
    TrainingProgress from =
        job.resumeFrom().map(TrainingState::progress).orElse(TrainingProgress.NONE);
    this.job = job;
    this.listener = listener;
    this.gate = new Gate(stop, ticker);
    this.timer = new PhaseTimer(ticker);
    this.pace = new Pace(ticker);
    this.helm = new Helm(job.hyperparameters(), from.applied(), job.recorded(), steering);
    this.network =
        Network.initialise(
            job.layout(), helm.settings().learningRate(), job.hyperparameters().seed());
    job.resumeFrom().map(TrainingState::network).ifPresent(network::restore);
    this.batch =
        network.newBatch((int) Math.min(job.hyperparameters().batchSize(), job.training().items()));
    this.evaluation = new Evaluation(network, listener, gate, timer);
    this.epochWatch = new Stopwatch(ticker, from.epoch().seconds());
    this.secondsBefore = from.seconds();
    this.epochsDone = from.epochsDone();
    this.iteration = from.iteration();
    this.sums = from.epoch();
    this.lastLoss = from.lastLoss();
    this.items = from.items();
    this.validation = from.validation();
    this.best = from.best();
  }

  @Override
  public TrainingProgress progress() {
    return new TrainingProgress(
        epochsDone,
        iteration,
        sums.taking(epochWatch.seconds()),
        lastLoss,
        items,
        learningSeconds(),
        validation,
        best,
        helm.applied());
  }

  @Override
  public Hyperparameters hyperparameters() {
    return helm.settings();
  }

  @Override
  public Network network() {
    return network;
  }

  TrainingOutcome run() throws IOException {
    while (anotherEpoch()) {
      Optional<TrainingOutcome> early = epoch();
      if (early.isPresent()) {
        return early.get();
      }
    }
    Optional<Score> test = evaluation.of(job.test(), Phase.TEST);
    if (test.isEmpty()) {
      return new TrainingOutcome.Stopped(this);
    }
    if (test.get().isDiverged()) {
      return new TrainingOutcome.Diverged(iteration, test.get().loss());
    }
    return new TrainingOutcome.Finished(
        network,
        iteration,
        lastLoss,
        validation,
        test.get(),
        items / Math.max(1e-9, learningSeconds()),
        hyperparameters(),
        timer.times());
  }

  private boolean anotherEpoch() {
    steer(BETWEEN_EPOCHS);
    return epochsDone < hyperparameters().epochs();
  }

  /** Empty when the epoch came to its end. */
  private Optional<TrainingOutcome> epoch() throws IOException {
    if (sums.iterations() < job.iterationsPerEpoch()) {
      Optional<TrainingOutcome> early = learn();
      if (early.isPresent()) {
        return early;
      }
    }
    Optional<Score> score = Optional.empty();
    if (job.validation().items() > 0) {
      score = evaluation.of(job.validation(), Phase.VALIDATE);
      if (score.isEmpty()) {
        return Optional.of(new TrainingOutcome.Stopped(this));
      }
      if (score.get().isDiverged()) {
        return Optional.of(new TrainingOutcome.Diverged(iteration, score.get().loss()));
      }
    }
    closeEpoch(score);
    return Optional.empty();
  }

  private void closeEpoch(Optional<Score> score) {
    double seconds = epochWatch.seconds();
    network.epochDone();
    epochsDone++;
    lastLoss = sums.meanLoss();
    sums = EpochSums.NONE;
    epochWatch.reset();
    validation = score;
    score.ifPresent(now -> best = Optional.of(BestEpoch.better(best, epochsDone, now)));
    listener.epochDone(
        new EpochReport(
            epochsDone,
            hyperparameters().epochs(),
            iteration,
            lastLoss,
            validation,
            seconds,
            job.training().items() / Math.max(1e-9, seconds)));
    listener.atRest(this, true);
  }

  private Optional<TrainingOutcome> learn() throws IOException {
    listener.phaseStarted(Phase.TRAIN);
    epochWatch.start();
    try (ItemStream stream =
        job.training().shuffled(job.hyperparameters().seed(), epochsDone + 1)) {
      if (!skipLearned(stream)) {
        return Optional.of(new TrainingOutcome.Stopped(this));
      }
      pace.restart();
      while (nextBatch(stream)) {
        if (isStopped()) {
          return Optional.of(new TrainingOutcome.Stopped(this));
        }
        steer(sums.iterations() == 0 ? AT_EPOCHS_START : WITHIN_EPOCH);
        double loss = step();
        if (!Double.isFinite(loss)) {
          return Optional.of(new TrainingOutcome.Diverged(iteration, loss));
        }
        items += batch.items();
        sums = sums.plus(batch.items(), loss);
        report(loss);
      }
    } finally {
      epochWatch.stop();
    }
    return Optional.empty();
  }

  private boolean isStopped() {
    boolean closed = gate.isClosed();
    pace.pause(gate.heldNanos());
    epochWatch.pause(gate.heldNanos());
    return closed;
  }

  private void steer(Set<SteeringKey> keys) {
    int begun = sums.iterations() > 0 ? epochsDone + 1 : epochsDone;
    for (AppliedSteering steering : helm.turn(keys, iteration + 1, begun)) {
      if (steering.key() == SteeringKey.LEARNING_RATE) {
        network.setLearningRate(steering.value());
      }
      listener.steerApplied(steering);
    }
  }

  private double step() throws IOException {
    double loss = timer.time(Phase.TRAIN, () -> network.learn(batch));
    iteration++;
    return loss;
  }

  private void report(double loss) {
    pace.add(batch.items());
    listener.progressed(Phase.TRAIN);
    long total = totalIterations();
    if (iteration % job.reportEvery() == 0 || iteration == total) {
      listener.iterationDone(
          new IterationReport(
              epochsDone + 1, hyperparameters().epochs(), iteration, total, loss, pace.lap()));
    }
    listener.atRest(this, false);
  }

  private long totalIterations() {
    int epochsToCome = hyperparameters().epochs() - epochsDone;
    return iteration - sums.iterations() + epochsToCome * job.iterationsPerEpoch();
  }

  /**
   * A training that goes on in the middle of an epoch has seen its first items.
   *
   * @return false when stopped on the way
   */
  private boolean skipLearned(ItemStream stream) throws IOException {
    for (long left = sums.items(); left > 0; left -= batch.capacity()) {
      if (isStopped()) {
        return false;
      }
      long stretch = Math.min(left, batch.capacity());
      if (timer.time(Phase.LOAD, () -> stream.skip(stretch)) < stretch) {
        throw new IllegalArgumentException("the data ends before what was learned of it");
      }
      listener.progressed(Phase.LOAD);
    }
    return true;
  }

  private boolean nextBatch(ItemStream stream) throws IOException {
    return timer.time(Phase.LOAD, () -> stream.next(batch));
  }

  private double learningSeconds() {
    return secondsBefore + timer.seconds(Phase.TRAIN) + timer.seconds(Phase.LOAD);
  }
}
