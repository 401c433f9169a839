package io.trainyard.launcher.cli.train;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a model: starts the cluster and stores the data where needed, submits, follows. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Train a model and follow it to its end. Starts the cluster when none runs.",
      "Ctrl+C ends the watching, not the run."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  trainyard train cnn",
      "  trainyard train mlp --epochs 5 --learning-rate 0.0005 --name baseline --tags mlp,slow",
      "  trainyard train lstm --detach",
      "  trainyard train cnn --json | tail -1"
    })
public final class TrainCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final TrainOptions options = new TrainOptions();

  @Mixin private final FollowOptions how = new FollowOptions();

  public TrainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunSpec wanted = options.spec();
    return new Following(context, how).runAnywhere((client, view) -> submit(client, view, wanted));
  }

  private RunView submit(TrainyardClient client, FollowView view, RunSpec wanted)
      throws InterruptedException {
    String dataset = new DatasetChoice(client.datasets(), view).settle(wanted.dataset());
    String id = client.runs().submit(wanted.model(), options.request(dataset)).runId();
    return client.runs().find(id);
  }
}
