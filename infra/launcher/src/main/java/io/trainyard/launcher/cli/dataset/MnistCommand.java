package io.trainyard.launcher.cli.dataset;

import io.trainyard.client.DatasetsClient;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Console;
import io.trainyard.launcher.cli.ExitCode;
import io.trainyard.launcher.cli.HelpOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stores MNIST, or the synthetic digits. */
@Command(
    name = "mnist",
    description = "Store MNIST, from a folder, the cache or its public mirrors.",
    footerHeading = "%nExamples:%n",
    footer = {"  trainyard dataset mnist", "  trainyard dataset mnist --synthetic"})
public final class MnistCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final HelpOption help = new HelpOption();

  @Option(
      names = "--synthetic",
      description = "Store digits that Trainyard draws itself, named synthetic-digits.")
  private boolean synthetic;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public MnistCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    DatasetsClient datasets = context.client().datasets();
    Console console = context.console();
    StoreAnswer stored = synthetic ? datasets.storeSyntheticDigits() : datasets.storeMnist();
    if (json) {
      console.json(stored);
    } else {
      DatasetText.stored(stored).forEach(console::line);
    }
    return ExitCode.DONE;
  }
}
