package io.trainyard.launcher.cli.train;

import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.launcher.cli.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be asked of a training; each setting left out takes the model's default. */
final class TrainOptions {
  /** The words that complete the model's name. */
  static final class Models extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Models() {
      super(List.of("mlp", "cnn", "lstm"));
    }
  }

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(
      paramLabel = "MODEL",
      completionCandidates = Models.class,
      description = "mlp, cnn or lstm.")
  private String model;

  @Option(
      names = "--dataset",
      paramLabel = "ID|NAME",
      description = "What to learn (default: mnist, stored at its first use).")
  private @Nullable String dataset;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the data (default: mlp 3, cnn 2, lstm 3).")
  private @Nullable Integer epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Items per iteration (default: 128).")
  private @Nullable Integer batchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "Of Adam (default: 0.001; lstm 0.002).")
  private @Nullable Double learningRate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same run (default: 42).")
  private @Nullable Long seed;

  @Option(names = "--name", paramLabel = "NAME", description = "A name to find the run by.")
  private @Nullable String name;

  @Option(names = "--tags", paramLabel = "A,B", split = ",", description = "Words to sort it by.")
  private @Nullable List<String> tags;

  @Option(
      names = "--priority",
      paramLabel = "N",
      description = "-100 to 100, higher ones leave the queue first (default: 0).")
  private @Nullable Integer priority;

  ModelType model() {
    try {
      return ModelType.parse(model);
    } catch (TrainyardException e) {
      throw new UsageException(e.problem().detail(), e);
    }
  }

  /** The settings with their defaults; a UsageException names the one that is out of bounds. */
  RunSpec spec() {
    ModelType type = model();
    try {
      return request(dataset).toSpec(type);
    } catch (TrainyardException e) {
      throw new UsageException(e.problem().detail(), e);
    }
  }

  /** What is sent; settings left out are left to the cluster. */
  TaskRequest request(@Nullable String datasetToUse) {
    return new TaskRequest(
        datasetToUse, epochs, batchSize, learningRate, seed, null, name, tags, priority);
  }
}
