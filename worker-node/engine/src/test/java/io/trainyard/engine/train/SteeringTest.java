package io.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.data.Samples;
import io.trainyard.engine.model.InputLayout;
import io.trainyard.engine.synthetic.SyntheticDigits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A training under way that is steered, watched and held up: four iterations an epoch. */
class SteeringTest {
  private final AtomicLong clock = new AtomicLong();
  private final Samples digits = digits();
  private final Log log = new Log();
  private List<SteeringRequest> wanted = List.of();

  @Test
  void changesTheLearningRateBeforeTheNextIteration() throws IOException {
    log.afterIteration(3, () -> want(SteeringKey.LEARNING_RATE, 0.01));

    TrainingOutcome.Finished finished = train(2);

    assertThat(log.steered)
        .containsExactly(
            new AppliedSteering(new SteeringRequest(SteeringKey.LEARNING_RATE, 0.01, 7), 0.01, 4));
    assertThat(finished.network().learningRate()).isEqualTo(0.01);
    assertThat(finished.hyperparameters()).isEqualTo(new Hyperparameters(2, 32, 0.01, 5));
  }

  @Test
  void goesOnForMoreEpochs() throws IOException {
    log.afterIteration(2, () -> want(SteeringKey.EPOCHS, 3));

    TrainingOutcome.Finished finished = train(1);

    assertThat(finished.iteration()).isEqualTo(12);
    assertThat(finished.hyperparameters().epochs()).isEqualTo(3);
    assertThat(log.iterations)
        .extracting(IterationReport::totalIterations)
        .startsWith(4L, 4L, 12L)
        .endsWith(12L);
    assertThat(log.epochs).extracting(EpochReport::epochs).containsExactly(3, 3, 3);
  }

  @Test
  void takesMoreEpochsUntilTheTestBegins() throws IOException {
    log.onEpochDone = () -> want(SteeringKey.EPOCHS, 2);

    assertThat(train(1).iteration()).isEqualTo(8);
    assertThat(log.steered).extracting(AppliedSteering::iteration).containsExactly(5L);
  }

  @Test
  void endsWithTheEpochItIsInWhenFewerAreWanted() throws IOException {
    log.afterIteration(6, () -> want(SteeringKey.EPOCHS, 1));

    TrainingOutcome.Finished finished = train(5);

    assertThat(finished.iteration()).isEqualTo(8);
    assertThat(finished.hyperparameters().epochs()).isEqualTo(2);
    assertThat(finished.test().items()).isEqualTo(100);
    assertThat(log.steered).extracting(AppliedSteering::value).containsExactly(2.0);
    assertThat(log.iterations.get(7).totalIterations()).isEqualTo(8);
  }

  @Test
  void beginsNoFurtherEpochWhenFewerAreWantedBetweenTwo() throws IOException {
    log.onEpochDone = () -> want(SteeringKey.EPOCHS, 1);

    assertThat(train(5).iteration()).isEqualTo(4);
  }

  @Test
  void neverAppliesALearningRateThatNothingIsLearnedWith() throws IOException {
    log.onEpochDone = () -> want(SteeringKey.LEARNING_RATE, 0.01);

    assertThat(train(1).hyperparameters().learningRate()).isEqualTo(0.001);
    assertThat(log.steered).isEmpty();
  }

  @Test
  void tellsOfEveryStep() throws IOException {
    train(2);

    assertThat(log.progress)
        .containsExactly(
            Phase.TRAIN,
            Phase.TRAIN,
            Phase.TRAIN,
            Phase.TRAIN,
            Phase.VALIDATE,
            Phase.TRAIN,
            Phase.TRAIN,
            Phase.TRAIN,
            Phase.TRAIN,
            Phase.VALIDATE,
            Phase.TEST);
  }

  @Test
  void leavesTheTimeOfASuspensionOutOfAllPaces() throws IOException {
    StopSignal suspended =
        () -> {
          // An hour at every step.
          clock.addAndGet(3_600_000_000_000L);
          return false;
        };

    TrainingOutcome.Finished finished = train(2, suspended);

    assertThat(log.epochs).allSatisfy(epoch -> assertThat(epoch.seconds()).isLessThan(1));
    assertThat(log.iterations)
        .allSatisfy(report -> assertThat(report.imagesPerSecond()).isGreaterThan(100));
    assertThat(finished.imagesPerSecond()).isGreaterThan(100);
    assertThat(finished.seconds().total()).isLessThan(1);
  }

  @Test
  void isAtRestWhileItIsHeldUp() throws IOException {
    List<String> seen = new ArrayList<>();
    StopSignal gate =
        () -> {
          if (log.resting != null) {
            TrainingState first = log.resting.copy();
            TrainingState second = log.resting.copy();
            assertThat(first.network().parameters()).isEqualTo(second.network().parameters());
            seen.add(first.progress().epochsDone() + "/" + first.progress().iteration());
          }
          return false;
        };

    train(1, gate);

    // Before the second to fourth iteration, the validation and the test.
    assertThat(seen).containsExactly("0/1", "0/2", "0/3", "0/4", "1/4");
  }

  @Test
  void continuesOnlyWhereSomethingIsLeftToLearn() throws IOException {
    TrainingOutcome.Finished parent = train(2);

    assertThatThrownBy(() -> job(2).continuing(parent.network().state()))
        .isInstanceOf(TrainyardException.class)
        .hasMessageContaining("more than the 2");
  }

  @Test
  void refusesAStateOfOtherData() throws IOException {
    TrainingState[] state = new TrainingState[1];
    log.afterIteration(2, () -> state[0] = log.resting == null ? null : log.resting.copy());
    train(1);
    TrainingJob other =
        TrainingJob.of(
            job(1).layout(), new Hyperparameters(1, 16, 0.001, 5), digits, digits, digits);

    assertThatThrownBy(() -> other.resuming(state[0], List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64 items after 2 iterations");
  }

  private void want(SteeringKey key, double value) {
    wanted = List.of(new SteeringRequest(key, value, 7));
  }

  private TrainingOutcome.Finished train(int epochs) throws IOException {
    return train(epochs, StopSignal.none());
  }

  private TrainingOutcome.Finished train(int epochs, StopSignal stop) throws IOException {
    return (TrainingOutcome.Finished)
        new Trainer(() -> clock.addAndGet(1_000_000)).train(job(epochs), log, stop, () -> wanted);
  }

  private TrainingJob job(int epochs) {
    return TrainingJob.of(
            InputLayout.of(ModelType.MLP, ItemShape.of(28, 28), 10),
            new Hyperparameters(epochs, 32, 0.001, 5),
            digits,
            digits,
            digits)
        .reportingEvery(1);
  }

  private static Samples digits() {
    try {
      return Digits.samples(new SyntheticDigits(100, 1), LongStream.range(0, 100).iterator());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Log implements TrainingListener {
    final List<IterationReport> iterations = new ArrayList<>();
    final List<EpochReport> epochs = new ArrayList<>();
    final List<AppliedSteering> steered = new ArrayList<>();
    final List<Phase> progress = new ArrayList<>();
    Runnable onEpochDone = () -> {};
    private Runnable onIteration = () -> {};
    private long iteration;
    @org.jspecify.annotations.Nullable RestingTraining resting;

    void afterIteration(long number, Runnable then) {
      iteration = number;
      onIteration = then;
    }

    @Override
    public void progressed(Phase phase) {
      progress.add(phase);
    }

    @Override
    public void atRest(RestingTraining training, boolean epochEnded) {
      resting = training;
      if (!epochEnded && training.progress().iteration() == iteration) {
        onIteration.run();
      }
    }

    @Override
    public void steerApplied(AppliedSteering steering) {
      steered.add(steering);
    }

    @Override
    public void iterationDone(IterationReport report) {
      iterations.add(report);
    }

    @Override
    public void epochDone(EpochReport report) {
      epochs.add(report);
      onEpochDone.run();
    }
  }
}
