package io.trainyard.launcher.cli.run;

import io.trainyard.client.RunsClient;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import picocli.CommandLine.Command;

/** Ends runs before their time. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Cancel runs that wait or learn.",
    footerHeading = "%nExample:%n",
    footer = "  trainyard cancel last")
public final class CancelCommand extends EachRun {
  public CancelCommand(CommandContext context) {
    super(context);
  }

  @Override
  RunView ask(RunsClient runs, String runId) {
    return runs.cancel(runId);
  }
}
