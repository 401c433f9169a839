package io.trainyard.launcher.cli.run;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a run before its time. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Cancel a run that waits or learns.",
    footerHeading = "%nExample:%n",
    footer = "  trainyard cancel last")
public final class CancelCommand implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(paramLabel = "RUN", description = "An id or its beginning, a name, or `last`.")
  private String run;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public CancelCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var client = context.client();
    RunView view = client.runs().cancel(RunReference.find(client, run).runId());
    if (json) {
      context.screen().json(view);
    } else {
      String state = context.screen().style().state(view.state());
      context
          .screen()
          .line("Run " + view.runId() + " is " + state + ": " + Words.safe(view.reason()));
    }
    return ExitCode.OK;
  }
}
