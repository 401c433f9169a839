package io.trainyard.launcher.cli.dataset;

import io.trainyard.client.NewDataset;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Stores a dataset from IDX files. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Store a dataset from IDX files, gzip or not.",
      "Without test files one item in six is held out for the test."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  trainyard dataset add --name fashion \\",
      "    --train-images train-images-idx3-ubyte.gz --train-labels train-labels-idx1-ubyte.gz \\",
      "    --test-images t10k-images-idx3-ubyte.gz --test-labels t10k-labels-idx1-ubyte.gz"
    })
public final class AddCommand implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name.")
  private String name;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Option(names = "--train-images", required = true, paramLabel = "FILE")
  private Path trainImages;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Option(names = "--train-labels", required = true, paramLabel = "FILE")
  private Path trainLabels;

  @Option(names = "--test-images", paramLabel = "FILE")
  private @Nullable Path testImages;

  @Option(names = "--test-labels", paramLabel = "FILE")
  private @Nullable Path testLabels;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public AddCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    NewDataset dataset = dataset();
    Screen screen = context.screen();
    UploadLine line = new UploadLine(screen, !json);
    StoreAnswer stored = context.client().datasets().add(dataset, line);
    line.clear();
    if (json) {
      screen.json(stored);
    } else {
      DatasetText.stored(stored).forEach(screen::line);
    }
    return ExitCode.OK;
  }

  private NewDataset dataset() {
    for (Path file : new @Nullable Path[] {trainImages, trainLabels, testImages, testLabels}) {
      if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
        throw new UsageException("There is no file \"" + file + "\" that can be read.");
      }
    }
    try {
      return NewDataset.of(name, trainImages, trainLabels, testImages, testLabels);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--test-images and --test-labels come together or not at all.", e);
    }
  }
}
