package io.trainyard.launcher.cli.run;

import io.trainyard.client.TrainyardClient;
import io.trainyard.launcher.cli.CommandContext;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes ended runs. */
@Command(
    name = "rm",
    mixinStandardHelpOptions = true,
    description = "Remove ended runs, with their history and their models.",
    footerHeading = "%nExample:%n",
    footer = "  trainyard rm 3f2a")
public final class RemoveCommand implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Ids or their beginnings, names, or `last`.")
  private List<String> runs;

  public RemoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    TrainyardClient client = context.client();
    return Each.of(
        RunReference.ids(client, runs),
        context.screen(),
        id -> {
          client.runs().remove(id);
          context.screen().line("Run " + id + " is removed.");
        });
  }
}
