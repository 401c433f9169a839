package io.trainyard.launcher.cli.train;

import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.ContinueRequest;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.UsageException;
import io.trainyard.launcher.cli.run.RunReference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on where a run ended. */
@Command(
    name = "continue",
    mixinStandardHelpOptions = true,
    description = {
      "Train an ended run for more epochs, and follow the new run.",
      "It goes on from the model or, of a run that did not succeed, the newest checkpoint."
    },
    footerHeading = "%nExample:%n",
    footer = "  trainyard continue last --epochs 3")
public final class ContinueCommand implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(paramLabel = "RUN", description = "An id or its beginning, a name, or `last`.")
  private String run;

  @Option(names = "--epochs", paramLabel = "N", required = true, description = "How many more.")
  private int epochs;

  @Mixin private final FollowOptions how = new FollowOptions();

  public ContinueCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    int more = checked().epochs();
    return new Following(context, how)
        .run((client, view) -> client.runs().proceed(RunReference.find(client, run).runId(), more));
  }

  private ContinueRequest checked() {
    try {
      return new ContinueRequest(epochs);
    } catch (TrainyardException e) {
      throw new UsageException(e.problem().detail(), e);
    }
  }
}
