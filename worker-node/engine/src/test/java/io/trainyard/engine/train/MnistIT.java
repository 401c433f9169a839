package io.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemSource;
import io.trainyard.engine.data.Samples;
import io.trainyard.engine.data.Split;
import io.trainyard.engine.data.Splits;
import io.trainyard.engine.idx.IdxDataset;
import io.trainyard.engine.idx.IdxFiles;
import io.trainyard.engine.idx.Limits;
import io.trainyard.engine.model.InputLayout;
import io.trainyard.engine.synthetic.SyntheticDigits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accuracies that the documents promise, with default settings. */
class MnistIT {
  private static final Logger LOG = LoggerFactory.getLogger(MnistIT.class);
  private static final String FOLDER = "TRAINYARD_MNIST_DIR";

  @TempDir Path staging;

  @ParameterizedTest
  @CsvSource({"MLP, 0.970", "CNN, 0.985", "LSTM, 0.960"})
  void defaultsReachTheDocumentedAccuracy(ModelType model, double accuracy) throws IOException {
    String folder = System.getenv(FOLDER);
    assumeTrue(folder != null, FOLDER + " names no folder with the four MNIST files");
    try (IdxDataset mnist = IdxDataset.open(files(Path.of(folder)), staging, Limits.defaults())) {
      ItemSource test = mnist.test().orElseThrow();
      Score score = train(model, mnist.training(), test, Hyperparameters.defaultsOf(model));

      assertThat(score.items()).isEqualTo(10_000);
      assertThat(score.accuracy()).isGreaterThanOrEqualTo(accuracy);
    }
  }

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void syntheticDigitsCanBeLearnedButNotAtOnce(ModelType model) throws IOException {
    Score score =
        train(
            model,
            new SyntheticDigits(12_000, 1),
            new SyntheticDigits(2_000, 2),
            new Hyperparameters(3, 64, 0.002, 42));

    assertThat(score.accuracy()).isBetween(0.95, 0.9999);
  }

  @Test
  void mnistSplitsIntoTheDocumentedSizes() {
    assertThat(Splits.withValidation(60_000).size(Split.TRAINING)).isEqualTo(55_000);
  }

  private static Score train(
      ModelType model, ItemSource training, ItemSource test, Hyperparameters hyperparameters)
      throws IOException {
    Splits splits = Splits.withValidation(training.items());
    TrainingJob job =
        TrainingJob.of(
            InputLayout.of(model, training.itemShape(), training.classes()),
            hyperparameters,
            Digits.samples(training, splits.indices(Split.TRAINING).iterator()),
            Digits.samples(training, splits.indices(Split.VALIDATION).iterator()),
            samples(test));
    TrainingOutcome.Finished finished =
        (TrainingOutcome.Finished)
            new Trainer(System::nanoTime).train(job, new TrainingListener() {}, StopSignal.none());
    LOG.atWarn()
        .addKeyValue("model", model)
        .addKeyValue("accuracy", finished.test().accuracy())
        .addKeyValue("imagesPerSecond", Math.round(finished.imagesPerSecond()))
        .addKeyValue("seconds", finished.seconds())
        .log("trained");
    return finished.test();
  }

  private static Samples samples(ItemSource source) throws IOException {
    return Digits.samples(source, LongStream.range(0, source.items()).iterator());
  }

  private static IdxFiles files(Path folder) {
    return new IdxFiles(
        folder.resolve("train-images-idx3-ubyte.gz"),
        folder.resolve("train-labels-idx1-ubyte.gz"),
        folder.resolve("t10k-images-idx3-ubyte.gz"),
        folder.resolve("t10k-labels-idx1-ubyte.gz"));
  }
}
