package io.trainyard.launcher.cli.run;

import io.trainyard.client.RunsClient;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SteerRequest;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.UsageException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes settings of a run while it learns. */
@Command(
    name = "steer",
    mixinStandardHelpOptions = true,
    description = {
      "Change the learning rate or the epochs of a run that waits or learns.",
      "`show` tells after which iteration each change was applied."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  trainyard steer last --learning-rate 0.0002", "  trainyard steer 3f2a --epochs 8"})
public final class SteerCommand extends OneRun {
  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "From the next iteration on.")
  private @Nullable Double learningRate;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How many in all; the one it is in is finished in any case.")
  private @Nullable Integer epochs;

  public SteerCommand(CommandContext context) {
    super(context);
  }

  @Override
  void check() {
    if (learningRate == null && epochs == null) {
      throw new UsageException("Give --learning-rate, --epochs or both.");
    }
    request(this::wanted);
  }

  @Override
  RunView ask(RunsClient runs, RunView known) {
    return runs.steer(known.runId(), wanted());
  }

  @Override
  String sentence(RunView asked) {
    String pending =
        asked.steering().stream()
            .filter(steering -> SteeringText.stands(steering, asked))
            .filter(steering -> !steering.applied())
            .map(SteeringText::value)
            .collect(Collectors.joining(" and "));
    return "Run " + asked.runId() + " is to have " + pending + ".";
  }

  private SteerRequest wanted() {
    return new SteerRequest(learningRate, epochs);
  }
}
