package io.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.data.Samples;
import io.trainyard.engine.model.InputLayout;
import io.trainyard.engine.model.Network;
import io.trainyard.engine.model.NetworkState;
import io.trainyard.engine.synthetic.SyntheticDigits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
  private static final int ITEMS = 250;
  private final AtomicLong clock = new AtomicLong();
  private final Trainer trainer = new Trainer(() -> clock.addAndGet(1_000_000));
  private final Samples training = digits(ITEMS, 1);
  private final Samples held = digits(60, 2);

  @Test
  void learnsAllEpochsAndReportsOnTheWay() throws IOException {
    Diary diary = new Diary();

    TrainingOutcome outcome = trainer.train(job(ModelType.MLP, 2, 0.001), diary, StopSignal.none());

    assertThat(diary.steps).isEqualTo(LongStream.rangeClosed(1, 16).boxed().toList());
    assertThat(diary.iterations)
        .extracting(IterationReport::iteration)
        .containsExactly(3L, 6L, 9L, 12L, 15L, 16L);
    assertThat(diary.iterations)
        .allSatisfy(
            report -> {
              assertThat(report.totalIterations()).isEqualTo(16);
              assertThat(report.loss()).isFinite();
              assertThat(report.imagesPerSecond()).isPositive();
            });
    assertThat(diary.epochs).hasSize(2);
    assertThat(diary.epochs.get(1).validation().orElseThrow().items()).isEqualTo(60);
    assertThat(diary.phases)
        .containsExactly(Phase.TRAIN, Phase.VALIDATE, Phase.TRAIN, Phase.VALIDATE, Phase.TEST);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            TrainingOutcome.Finished.class,
            finished -> {
              assertThat(finished.iteration()).isEqualTo(16);
              assertThat(finished.test().items()).isEqualTo(60);
              assertThat(finished.test().confusion()).hasSize(10);
              assertThat(finished.seconds().train()).isPositive();
              assertThat(finished.seconds().test()).isPositive();
              assertThat(finished.trainLoss()).isLessThan(diary.epochs.get(0).trainLoss());
            });
  }

  @Test
  void stopsBeforeTheNextIteration() throws IOException {
    Diary diary = new Diary();

    TrainingOutcome outcome =
        trainer.train(job(ModelType.MLP, 2, 0.001), diary, () -> diary.steps.size() == 5);

    assertThat(outcome).isInstanceOf(TrainingOutcome.Stopped.class);
    assertThat(outcome.iteration()).isEqualTo(5);
  }

  @Test
  void saysAtWhichIterationItDiverged() throws IOException {
    TrainingOutcome outcome =
        trainer.train(
            job(ModelType.MLP, 1, 0.001).resuming(TrainingState.endOf(spoiled(0)), List.of()),
            new Diary(),
            StopSignal.none());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            TrainingOutcome.Diverged.class,
            diverged -> {
              assertThat(diverged.iteration()).isEqualTo(1);
              assertThat(diverged.loss()).isNaN();
            });
  }

  @Test
  void saysThatItDivergedWhenOnlyEvaluationShowsIt() throws IOException {
    // After the epoch's last iteration nothing but the validation can tell.
    TrainingListener spoiling =
        new TrainingListener() {
          @Override
          public void atRest(RestingTraining training, boolean epochEnded) {
            if (training.progress().iteration() == 8) {
              training.network().restore(spoiled(8));
            }
          }
        };

    TrainingOutcome outcome =
        trainer.train(job(ModelType.MLP, 2, 0.001), spoiling, StopSignal.none());

    assertThat(outcome).isEqualTo(new TrainingOutcome.Diverged(8, Double.NaN));
  }

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void endsWithTheSameBitsWhetherInterruptedOrNot(ModelType model) throws IOException {
    String whole = hash(trainer.train(job(model, 2, 0.001), new Diary(), StopSignal.none()));
    Diary diary = new Diary();
    TrainingOutcome.Stopped stopped =
        (TrainingOutcome.Stopped)
            trainer.train(job(model, 2, 0.001), diary, () -> diary.steps.size() == 11);

    TrainingJob rest = job(model, 2, 0.001).resuming(stopped.training().copy(), List.of());

    assertThat(hash(trainer.train(rest, new Diary(), StopSignal.none()))).isEqualTo(whole);
  }

  @Test
  void takesABatchLargerThanTheSet() throws IOException {
    TrainingJob job =
        TrainingJob.of(
            layout(ModelType.MLP), new Hyperparameters(1, 65_536, 0.001, 5), training, held, held);

    assertThat(trainer.train(job, new Diary(), StopSignal.none()).iteration()).isEqualTo(1);
  }

  @Test
  void doesWithoutAValidationSplit() throws IOException {
    Diary diary = new Diary();
    TrainingJob job =
        TrainingJob.of(
            layout(ModelType.MLP),
            new Hyperparameters(1, 32, 0.001, 5),
            training,
            new Samples(List.of()),
            held);

    trainer.train(job, diary, StopSignal.none());

    assertThat(diary.epochs.get(0).validation()).isEmpty();
  }

  private static NetworkState spoiled(int iteration) {
    NetworkState state = Network.initialise(layout(ModelType.MLP), 0.001, 5).state();
    java.util.Arrays.fill(state.parameters(), Float.NaN);
    return new NetworkState(state.parameters(), state.updater(), iteration, state.epoch());
  }

  private static String hash(TrainingOutcome outcome) {
    return ((TrainingOutcome.Finished) outcome).network().parameterHash();
  }

  private TrainingJob job(ModelType model, int epochs, double learningRate) {
    return TrainingJob.of(
            layout(model), new Hyperparameters(epochs, 32, learningRate, 5), training, held, held)
        .reportingEvery(3);
  }

  private static InputLayout layout(ModelType model) {
    return InputLayout.of(model, ItemShape.of(28, 28), 10);
  }

  private static Samples digits(int items, long seed) {
    try {
      return Digits.samples(
          new SyntheticDigits(items, seed), LongStream.range(0, items).iterator());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Diary implements TrainingListener {
    final List<Phase> phases = new ArrayList<>();
    final List<Long> steps = new ArrayList<>();
    final List<IterationReport> iterations = new ArrayList<>();
    final List<EpochReport> epochs = new ArrayList<>();

    @Override
    public void phaseStarted(Phase phase) {
      phases.add(phase);
    }

    @Override
    public void atRest(RestingTraining training, boolean epochEnded) {
      if (!epochEnded) {
        steps.add(training.progress().iteration());
      }
    }

    @Override
    public void iterationDone(IterationReport report) {
      iterations.add(report);
    }

    @Override
    public void epochDone(EpochReport report) {
      epochs.add(report);
    }
  }
}
