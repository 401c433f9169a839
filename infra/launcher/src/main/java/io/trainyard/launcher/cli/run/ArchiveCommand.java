package io.trainyard.launcher.cli.run;

import io.trainyard.client.RunsClient;
import io.trainyard.contract.run.AnnotateRequest;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes runs out of the usual list, or brings them back. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = "Leave runs out of the list; `runs --all` still shows them.",
    footerHeading = "%nExamples:%n",
    footer = {"  trainyard archive 3f2a 71c0", "  trainyard archive --undo 3f2a"})
public final class ArchiveCommand extends EachRun {
  @Option(names = "--undo", description = "Bring them back into the list.")
  private boolean undo;

  public ArchiveCommand(CommandContext context) {
    super(context);
  }

  @Override
  RunView ask(RunsClient runs, String runId) {
    return runs.annotate(runId, AnnotateRequest.archived(!undo));
  }

  @Override
  String sentence(RunView run) {
    return "Run " + run.runId() + (run.archived() ? " is archived." : " is in the list.");
  }
}
