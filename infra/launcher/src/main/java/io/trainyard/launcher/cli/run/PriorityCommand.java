package io.trainyard.launcher.cli.run;

import io.trainyard.client.RunsClient;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.run.PriorityRequest;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Moves a run in the queue. */
@Command(
    name = "priority",
    mixinStandardHelpOptions = true,
    description = "Move a run in the queue: higher priorities first, then first come first served.",
    footerHeading = "%nExamples:%n",
    footer = {"  trainyard priority 3f2a 10", "  trainyard priority last -5"})
public final class PriorityCommand extends OneRun {
  @Parameters(index = "1", paramLabel = "N", description = "-100 to 100; usual is 0.")
  private int priority;

  public PriorityCommand(CommandContext context) {
    super(context);
  }

  @Override
  void check() {
    request(() -> new PriorityRequest(priority));
  }

  @Override
  RunView ask(RunsClient runs, RunView known) {
    return runs.prioritize(known.runId(), priority);
  }

  @Override
  String sentence(RunView asked) {
    return "Run "
        + asked.runId()
        + " has priority "
        + asked.priority()
        + "; it is "
        + asked.state()
        + ": "
        + Words.safe(asked.reason());
  }
}
