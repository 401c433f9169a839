package io.trainyard.launcher.cli.train;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Console;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.text.Moment;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/** Submits a run and follows it to its end, unless the person wants to go on at once. */
final class Following {
  private static final Duration PLAIN_PACE = Duration.ofSeconds(5);

  private final CommandContext context;
  private final FollowOptions options;

  Following(CommandContext context, FollowOptions options) {
    this.context = context;
    this.options = options;
  }

  /** Has a run submitted and says which. */
  @FunctionalInterface
  interface Submitting {
    RunView submit(TrainyardClient client, FollowView view) throws InterruptedException;
  }

  /** As {@link #run}, on a cluster that is started when none runs. */
  int runAnywhere(Submitting submitting) throws InterruptedException {
    Console aside = options.json() ? context.screen().aside() : context.screen().console();
    return run(submitting, aside);
  }

  /** The exit code: 0 once the run has succeeded, or was accepted and is not to be followed. */
  int run(Submitting submitting) throws InterruptedException {
    return run(submitting, null);
  }

  private int run(Submitting submitting, @Nullable Console startingOn) throws InterruptedException {
    FollowView view = view();
    try (Interruption interruption = Interruption.heard(context.screen(), bar())) {
      TrainyardClient client =
          startingOn == null ? context.client() : context.cluster().ensureUp(startingOn);
      RunView run = submitting.submit(client, view);
      interruption.submitted(run.runId());
      view.submitted(run);
      if (options.detach()) {
        detached(run);
        return ExitCode.OK;
      }
      RunView ended = follow(client, view, run);
      view.finished(ended);
      return ended.state() == RunState.SUCCEEDED ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private static RunView follow(TrainyardClient client, FollowView view, RunView run)
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
    if (!options.json()) {
      Screen screen = context.screen();
      screen.line("Watch it:  trainyard logs " + run.runId() + " --follow");
      screen.line("Cancel it: trainyard cancel " + run.runId());
    }
  }

  private boolean bar() {
    return context.screen().terminal() && !options.json();
  }

  private FollowView view() {
    Screen screen = context.screen();
    if (options.json()) {
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
