package io.trainyard.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.model.InputLayout;
import io.trainyard.engine.train.Phase;
import io.trainyard.engine.train.RestingTraining;
import io.trainyard.engine.train.SteeringKey;
import io.trainyard.engine.train.SteeringRequest;
import io.trainyard.engine.train.SteeringSource;
import io.trainyard.engine.train.Trainer;
import io.trainyard.engine.train.TrainingJob;
import io.trainyard.engine.train.TrainingListener;
import io.trainyard.engine.train.TrainingOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Interrupted or not, a training ends with the same bits and says the same on the way. */
class ResumeTest {
  private static final int PER_EPOCH = 8;

  private final ExecutorService fetcher = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    fetcher.shutdownNow();
  }

  static Stream<Arguments> modelsAndPaths() {
    return Stream.of(ModelType.values())
        .flatMap(model -> Stream.of(Arguments.of(model, true), Arguments.of(model, false)));
  }

  @ParameterizedTest(name = "{0}, streamed: {1}")
  @MethodSource("modelsAndPaths")
  void inTheMiddleOfAnEpochAndAgainInTheNext(ModelType model, boolean streamed) throws IOException {
    assertSame(model, streamed, SteeringSource.none(), before(5), before(PER_EPOCH + 3));
  }

  @ParameterizedTest(name = "{0}, streamed: {1}")
  @MethodSource("modelsAndPaths")
  void atAnEpochsBoundary(ModelType model, boolean streamed) throws IOException {
    assertSame(model, streamed, SteeringSource.none(), before(PER_EPOCH + 1));
  }

  @ParameterizedTest(name = "{0}, streamed: {1}")
  @MethodSource("modelsAndPaths")
  void whileValidating(ModelType model, boolean streamed) throws IOException {
    assertSame(
        model,
        streamed,
        SteeringSource.none(),
        (phase, training, asked) -> phase == Phase.VALIDATE && asked == 2,
        (phase, training, asked) ->
            phase == Phase.VALIDATE && training.progress().epochsDone() == 1);
  }

  @ParameterizedTest(name = "{0}, streamed: {1}")
  @MethodSource("modelsAndPaths")
  void whileTestingWithoutLearningMore(ModelType model, boolean streamed) throws IOException {
    assertSame(
        model,
        streamed,
        SteeringSource.none(),
        (phase, training, asked) -> phase == Phase.TEST && asked == 2);
  }

  @ParameterizedTest(name = "{0}, streamed: {1}")
  @MethodSource("modelsAndPaths")
  void whilePassingOverWhatWasLearned(ModelType model, boolean streamed) throws IOException {
    TrainingJob job = job(model, streamed);
    Story story = new Story();
    TrainingOutcome.Stopped first =
        (TrainingOutcome.Stopped)
            story.attempt(job, Optional.empty(), SteeringSource.none(), before(6));
    byte[] checkpoint = story.bytes(job, first.training());
    int[] asked = {0};

    TrainingOutcome second =
        new Trainer(System::nanoTime)
            .train(
                job.resuming(CheckpointFile.read(checkpoint).state(), List.of()),
                new TrainingListener() {},
                () -> ++asked[0] == 3);

    byte[] again = story.bytes(job, ((TrainingOutcome.Stopped) second).training());
    assertThat(CheckpointFile.read(again).state().progress().epoch().iterations()).isEqualTo(5);
    TrainingOutcome.Finished resumed =
        (TrainingOutcome.Finished)
            story.attempt(job, Optional.of(again), SteeringSource.none(), never());
    assertThat(hash(resumed)).isEqualTo(hash(new Story().through(job, SteeringSource.none())));
  }

  @ParameterizedTest(name = "{0}, streamed: {1}")
  @MethodSource("modelsAndPaths")
  void steeredBeforeAndAfterTheCheckpointThatACrashLeft(ModelType model, boolean streamed)
      throws IOException {
    TrainingJob job = job(model, streamed);
    Wishes wishes = new Wishes();
    Story whole = new Story();
    String bits =
        hash(
            ((TrainingOutcome.Finished)
                whole.attempt(job, Optional.empty(), wishes, wishes.at(never()))));

    Story crashed = new Story();
    byte[][] kept = new byte[1][];
    // Copied after 6 iterations, then lost after 13: the second and third wish lie between, and
    // are all that is wanted when it goes on.
    crashed.attempt(
        job,
        Optional.empty(),
        wishes,
        wishes.at(
            (phase, training, asked) -> {
              if (training.progress().iteration() == 6 && kept[0] == null) {
                kept[0] = bytes(crashed, job, training);
              }
              return training.progress().iteration() == 13;
            }));
    TrainingOutcome.Finished resumed =
        (TrainingOutcome.Finished)
            crashed.attempt(
                job,
                Optional.of(kept[0]),
                () -> List.of(Wishes.FASTER_STILL, Wishes.SHORTER),
                never());

    assertThat(hash(resumed)).isEqualTo(bits);
    assertThat(crashed.reports()).isEqualTo(whole.reports());
    assertThat(resumed.hyperparameters()).isEqualTo(new Hyperparameters(2, 32, 0.004, 5));
    assertThat(whole.steered()).extracting(s -> s.iteration()).containsExactly(4L, 9L, 12L);
  }

  @ParameterizedTest(name = "{0}, streamed: {1}")
  @MethodSource("modelsAndPaths")
  void continuedByAnotherRunAsIfMoreEpochsHadBeenAskedFor(ModelType model, boolean streamed)
      throws IOException {
    TrainingJob three = job(model, streamed);
    TrainingJob two =
        TrainingJob.of(
            three.layout(),
            new Hyperparameters(2, 32, 0.001, 5),
            three.training(),
            three.validation(),
            three.test());

    TrainingOutcome.Finished parent = new Story().through(two, SteeringSource.none());
    TrainingOutcome.Finished child =
        new Story().through(three.continuing(parent.network().state()), SteeringSource.none());

    assertThat(child.iteration()).isEqualTo(3 * PER_EPOCH);
    assertThat(hash(child)).isEqualTo(hash(new Story().through(three, SteeringSource.none())));
  }

  /** Wants something of the training from certain iterations on. */
  private static final class Wishes implements SteeringSource {
    private static final SteeringRequest FASTER =
        new SteeringRequest(SteeringKey.LEARNING_RATE, 0.002, 100);
    private static final SteeringRequest SHORTER = new SteeringRequest(SteeringKey.EPOCHS, 2, 101);
    private static final SteeringRequest FASTER_STILL =
        new SteeringRequest(SteeringKey.LEARNING_RATE, 0.004, 102);
    private long iteration;

    /** Learns from the stop signal where the training is. */
    Story.Stop at(Story.Stop stop) {
      iteration = 0;
      return (phase, training, asked) -> {
        iteration = training.progress().iteration();
        return stop.at(phase, training, asked);
      };
    }

    @Override
    public List<SteeringRequest> wanted() {
      if (iteration < 3) {
        return List.of();
      }
      if (iteration < 8) {
        return List.of(FASTER);
      }
      return iteration < 11 ? List.of(FASTER, SHORTER) : List.of(FASTER_STILL, SHORTER);
    }
  }

  private void assertSame(
      ModelType model, boolean streamed, SteeringSource steering, Story.Stop... stops)
      throws IOException {
    TrainingJob job = job(model, streamed);
    Story whole = new Story();
    Story interrupted = new Story();

    TrainingOutcome.Finished expected = whole.through(job, steering);
    TrainingOutcome.Finished resumed = interrupted.through(job, steering, stops);

    assertThat(hash(resumed)).isEqualTo(hash(expected));
    assertThat(interrupted.reports()).isEqualTo(whole.reports());
    assertThat(resumed.iteration()).isEqualTo(expected.iteration());
    assertThat(resumed.trainLoss()).isEqualTo(expected.trainLoss());
    assertThat(resumed.validation()).isEqualTo(expected.validation());
    assertThat(resumed.test()).isEqualTo(expected.test());
  }

  private static byte[] bytes(Story story, TrainingJob job, RestingTraining training) {
    try {
      return story.bytes(job, training);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Story.Stop before(long iteration) {
    return (phase, training, asked) ->
        phase == Phase.TRAIN && training.progress().iteration() == iteration - 1;
  }

  private static Story.Stop never() {
    return (phase, training, asked) -> false;
  }

  private static String hash(TrainingOutcome.Finished outcome) {
    return outcome.network().parameterHash();
  }

  private TrainingJob job(ModelType model, boolean streamed) {
    DigitData training = new DigitData(250, 1);
    DigitData held = new DigitData(300, 2);
    return TrainingJob.of(
            InputLayout.of(model, ItemShape.of(28, 28), 10),
            new Hyperparameters(3, 32, 0.001, 5),
            streamed ? training.streamed(fetcher) : training.held(),
            streamed ? held.streamed(fetcher) : held.held(),
            streamed ? held.streamed(fetcher) : held.held())
        .reportingEvery(1);
  }
}
