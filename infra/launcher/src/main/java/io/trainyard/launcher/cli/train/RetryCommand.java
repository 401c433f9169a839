package io.trainyard.launcher.cli.train;

import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.run.RunReference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Trains with an ended run's settings once more. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = "Train with an ended run's settings once more, and follow the new run.",
    footerHeading = "%nExample:%n",
    footer = "  trainyard retry last")
public final class RetryCommand implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(paramLabel = "RUN", description = "An id or its beginning, a name, or `last`.")
  private String run;

  @Mixin private final FollowOptions how = new FollowOptions();

  public RetryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    return new Following(context, how)
        .run((client, view) -> client.runs().retry(RunReference.find(client, run).runId()));
  }
}
