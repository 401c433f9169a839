package io.trainyard.launcher.cli.run;

import io.trainyard.launcher.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Removes an ended run. */
@Command(
    name = "rm",
    mixinStandardHelpOptions = true,
    description = "Remove an ended run, with its history and its model.",
    footerHeading = "%nExample:%n",
    footer = "  trainyard rm 3f2a")
public final class RemoveCommand implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(paramLabel = "RUN", description = "An id or its beginning, a name, or `last`.")
  private String run;

  public RemoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var client = context.client();
    String id = RunReference.find(client, run).runId();
    client.runs().remove(id);
    context.screen().line("Run " + id + " is removed.");
    return ExitCode.OK;
  }
}
