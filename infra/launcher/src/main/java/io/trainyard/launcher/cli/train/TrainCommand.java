package io.trainyard.launcher.cli.train;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Console;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.text.Moment;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  private static final Duration PLAIN_PACE = Duration.ofSeconds(5);

  private final CommandContext context;

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
    try (Interruption interruption = Interruption.heard(context.screen(), bar())) {
      TrainyardClient client = context.cluster().ensureUp(progress());
      RunView run = submit(client, view, wanted);
      interruption.submitted(run.runId());
      view.submitted(run);
      if (detach) {
        detached(run);
        return ExitCode.OK;
      }
      RunView ended = follow(client, view, run);
      view.finished(ended);
      return ended.state() == RunState.SUCCEEDED ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private RunView submit(TrainyardClient client, FollowView view, RunSpec wanted)
      throws InterruptedException {
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
      Screen screen = context.screen();
      screen.line("Watch it:  trainyard logs " + run.runId() + " --follow");
      screen.line("Cancel it: trainyard cancel " + run.runId());
    }
  }

  private Console progress() {
    return json ? context.screen().aside() : context.screen().console();
  }

  private boolean bar() {
    return context.screen().terminal() && !json;
  }

  private FollowView view() {
    Screen screen = context.screen();
    if (json) {
      return new JsonView(screen);
    }
    Progress progress =
        bar()
            ? Progress.bar(screen, System::nanoTime)
            : Progress.lines(screen, PLAIN_PACE, System::nanoTime);
    TrainSummary summary = new TrainSummary(screen.style(), this::boxBytes);
    return new TextView(screen, new Moment(context.clock()), progress, summary);
  }

  private OptionalLong boxBytes() {
    return context.cluster().memoryBytes();
  }
}
