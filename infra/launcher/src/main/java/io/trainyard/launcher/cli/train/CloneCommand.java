package io.trainyard.launcher.cli.train;

import io.trainyard.contract.run.CloneRequest;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.run.RunReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains with a run's settings but for a few. */
@Command(
    name = "clone",
    mixinStandardHelpOptions = true,
    description = "Train with a run's settings but for those set here, and follow the new run.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trainyard clone last --set learning-rate=0.0005 --set seed=7",
      "  trainyard clone 3f2a --set model=lstm --set tags=slow,baseline --detach"
    })
public final class CloneCommand implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(paramLabel = "RUN", description = "An id or its beginning, a name, or `last`.")
  private String run;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "model, dataset, epochs, batch-size, learning-rate, seed, name, priority",
        "or tags (A,B); may be given several times."
      })
  private Map<String, String> settings = new LinkedHashMap<>();

  @Mixin private final FollowOptions how = new FollowOptions();

  public CloneCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    CloneRequest changes = CloneSettings.of(settings);
    return new Following(context, how)
        .run((client, view) -> client.runs().vary(RunReference.find(client, run).runId(), changes));
  }
}
