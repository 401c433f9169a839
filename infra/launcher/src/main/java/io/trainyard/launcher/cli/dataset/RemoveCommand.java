package io.trainyard.launcher.cli.dataset;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.launcher.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Removes a dataset that no run uses. */
@Command(
    name = "rm",
    mixinStandardHelpOptions = true,
    description = "Remove a dataset that no run uses.",
    footerHeading = "%nExample:%n",
    footer = "  trainyard dataset rm fashion")
public final class RemoveCommand implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(paramLabel = "DATASET", description = "An id or its beginning, or a name.")
  private String dataset;

  public RemoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var datasets = context.client().datasets();
    DatasetView view = datasets.find(dataset);
    datasets.remove(view.id());
    context.screen().line("Dataset " + Words.safe(view.name()) + " is removed.");
    return ExitCode.OK;
  }
}
