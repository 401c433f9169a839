package io.trainyard.launcher.cli.run;

import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all that is known of a run. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show a run: its settings, attempts, steering, result and where the time went.",
    footerHeading = "%nExamples:%n",
    footer = {"  trainyard show last", "  trainyard show 3f2a --json"})
public final class ShowCommand implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(paramLabel = "RUN", description = "An id or its beginning, a name, or `last`.")
  private String run;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public ShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var client = context.client();
    RunView view = client.runs().find(RunReference.find(client, run).runId());
    if (json) {
      context.screen().json(view);
    } else {
      new RunPage(view, context).print();
    }
    return ExitCode.OK;
  }
}
