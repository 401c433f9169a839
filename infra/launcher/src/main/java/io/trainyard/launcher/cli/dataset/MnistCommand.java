package io.trainyard.launcher.cli.dataset;

import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Stores MNIST, or the synthetic digits. */
@Command(
    name = "mnist",
    mixinStandardHelpOptions = true,
    description = "Store MNIST, from a folder, the cache or its public mirrors.",
    footerHeading = "%nExamples:%n",
    footer = {"  trainyard dataset mnist", "  trainyard dataset mnist --synthetic"})
public final class MnistCommand implements Callable<Integer> {
  private final CommandContext context;

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
  public Integer call() throws InterruptedException {
    Screen screen = context.screen();
    StoreCall call = new StoreCall(context.client().datasets(), screen::notice);
    StoreAnswer stored = synthetic ? call.syntheticDigits() : call.mnist();
    if (json) {
      screen.json(stored);
    } else {
      DatasetText.stored(stored).forEach(screen::line);
    }
    return ExitCode.OK;
  }
}
