package io.trainyard.launcher.cli.run;

import io.trainyard.client.RunsClient;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import picocli.CommandLine.Command;

/** Lets paused runs go on. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Resume paused runs: they are queued again and go on from their checkpoints.",
    footerHeading = "%nExample:%n",
    footer = "  trainyard resume 3f2a night")
public final class ResumeCommand extends EachRun {
  public ResumeCommand(CommandContext context) {
    super(context);
  }

  @Override
  RunView ask(RunsClient runs, String runId) {
    return runs.resume(runId);
  }
}
