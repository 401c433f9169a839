package io.trainyard.launcher.cli.run;

import io.trainyard.contract.run.RunList;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.text.Amount;
import io.trainyard.launcher.cli.text.Moment;
import io.trainyard.launcher.cli.text.Table;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Lists runs, newest first. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "List the runs, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {"  trainyard runs", "  trainyard runs --state running --json"})
public final class RunsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only runs in this state: ${COMPLETION-CANDIDATES}.")
  private @Nullable RunState state;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (default ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public RunsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Limits.check(limit);
    RunList runs = context.client().runs().list(state, limit, 0);
    Screen screen = context.screen();
    if (json) {
      screen.json(runs);
    } else if (runs.runs().isEmpty()) {
      screen.line("No runs" + (state == null ? " yet." : " are " + state + "."));
    } else {
      table(runs).lines(screen.style()).forEach(screen::line);
      if (runs.total() > runs.runs().size()) {
        screen.line(runs.runs().size() + " of " + Amount.count(runs.total()) + "; see --limit.");
      }
    }
    return ExitCode.OK;
  }

  private Table table(RunList runs) {
    Moment moment = new Moment(context.clock());
    Table table = new Table("RUN", "NAME", "MODEL", "DATASET", "STATE", "PROGRESS", "SUBMITTED");
    for (RunView run : runs.runs()) {
      String name = run.name();
      table.row(
          run.runId(),
          name == null ? "-" : name,
          run.model().name(),
          run.dataset(),
          run.state().name(),
          progress(run),
          moment.ago(run.submittedAt()) + ", " + moment.time(run.submittedAt()));
    }
    return table;
  }

  private static String progress(RunView run) {
    RunResult result = run.result();
    if (result != null) {
      return "test accuracy " + Amount.percent(result.testAccuracy());
    }
    RunProgress progress = run.progress();
    if (progress != null && !run.state().isTerminal()) {
      return "epoch " + progress.epoch() + "/" + progress.epochs();
    }
    return run.state() == RunState.QUEUED ? run.reason() : "-";
  }
}
