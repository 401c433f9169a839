package io.trainyard.launcher.cli.run;

import io.trainyard.client.RunsClient;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import picocli.CommandLine.Command;

/** Makes runs free their slots and wait. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description =
        "Pause runs: they keep a checkpoint and free their slots until somebody resumes them.",
    footerHeading = "%nExample:%n",
    footer = "  trainyard pause 3f2a night")
public final class PauseCommand extends EachRun {
  public PauseCommand(CommandContext context) {
    super(context);
  }

  @Override
  RunView ask(RunsClient runs, String runId) {
    return runs.pause(runId);
  }
}
