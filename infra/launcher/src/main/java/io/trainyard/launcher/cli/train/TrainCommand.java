package io.trainyard.launcher.cli.train;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Console;
import io.trainyard.launcher.cli.ExitCode;
import io.trainyard.launcher.cli.HelpOption;
import io.trainyard.launcher.cli.text.Moment;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a model: starts the cluster and stores the data where needed, submits, follows. */
@Command(
    name = "train",
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
  private static final Duration PLAIN_PACE = Duration.ofSeconds(5);

  private final CommandContext context;

  @Mixin private final HelpOption help = new HelpOption();
  @Mixin private final TrainOptions options = new TrainOptions();

  @Option(names = "--detach", description = "Return once the run is accepted.")
  private boolean detach;

  @Option(names = "--json", description = "Print JSON, one object per event.")
  private boolean json;

  public TrainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunSpec wanted = options.spec();
    FollowView view = view();
    try (Interruption interruption = Interruption.heard(context.console(), bar())) {
      TrainyardClient client = context.cluster().ensureUp(view::step);
      RunView run = submit(client, view, wanted);
      interruption.submitted(run.runId());
      view.submitted(run);
      if (detach) {
        detached(run);
        return ExitCode.DONE;
      }
      RunView ended = follow(client, view, run);
      view.finished(ended);
      return ended.state() == RunState.SUCCEEDED ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private RunView submit(TrainyardClient client, FollowView view, RunSpec wanted) {
    String dataset = new DatasetChoice(client.datasets(), view).settle(wanted.dataset());
    String id = client.runs().submit(wanted.model(), options.request(dataset)).runId();
    return client.runs().find(id);
  }

  private RunView follow(TrainyardClient client, FollowView view, RunView run)
      throws InterruptedException {
    RunWatch start = RunWatch.of(run);
    try {
      return new RunFollower(client, view, start, System::nanoTime, RunFollower.Patience.USUAL)
          .follow(run.runId());
    } catch (TrainyardException e) {
      throw new TrainyardException(
          e.code(),
          e.problem().detail()
              + " The run may be going on; watch it with `trainyard logs "
              + run.runId()
              + " --follow`.",
          e);
    }
  }

  private void detached(RunView run) {
    if (!json) {
      Console console = context.console();
      console.line("Watch it:  trainyard logs " + run.runId() + " --follow");
      console.line("Cancel it: trainyard cancel " + run.runId());
    }
  }

  private boolean bar() {
    return context.console().terminal() && !json;
  }

  private FollowView view() {
    Console console = context.console();
    if (json) {
      return new JsonView(console);
    }
    Progress progress =
        bar()
            ? Progress.bar(console, System::nanoTime)
            : Progress.lines(console, PLAIN_PACE, System::nanoTime);
    TrainSummary summary = new TrainSummary(console.style(), this::boxBytes);
    return new TextView(console, new Moment(context.clock()), progress, summary);
  }

  private OptionalLong boxBytes() {
    return context.cluster().memoryBytes();
  }
}
