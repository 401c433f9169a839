package io.trainyard.launcher.cli.run;

import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunList;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunQuery.Archived;
import io.trainyard.contract.run.RunQuery.Sort;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.text.Amount;
import io.trainyard.launcher.cli.text.Moment;
import io.trainyard.launcher.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Lists runs, newest first. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "List the runs, newest first unless asked otherwise.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trainyard runs",
      "  trainyard runs --state running --json",
      "  trainyard runs --tag baseline --model cnn --sort accuracy"
    })
public final class RunsCommand implements Callable<Integer> {
  private static final int PRIORITY_COLUMN = 4;

  private final CommandContext context;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only runs in this state: ${COMPLETION-CANDIDATES}.")
  private @Nullable RunState state;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "Only runs of this model: ${COMPLETION-CANDIDATES}.")
  private @Nullable ModelType model;

  @Option(names = "--tag", paramLabel = "TAG", description = "Only runs with this tag.")
  private @Nullable String tag;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only runs with this in their id or name.")
  private @Nullable String text;

  @Option(names = "--all", description = "Archived runs, too.")
  private boolean all;

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      defaultValue = "NEWEST",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Sort sort = Sort.NEWEST;

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
    RunList runs = context.client().runs().list(query());
    Screen screen = context.screen();
    if (json) {
      screen.json(runs);
    } else if (runs.runs().isEmpty()) {
      screen.line(isFiltered() ? "No runs are like that." : "No runs yet.");
    } else {
      table(runs).lines(screen.style()).forEach(screen::line);
      if (runs.total() > runs.runs().size()) {
        screen.line(runs.runs().size() + " of " + Amount.count(runs.total()) + "; see --limit.");
      }
    }
    return ExitCode.OK;
  }

  private RunQuery query() {
    Archived archived = all ? Archived.ALL : Archived.FALSE;
    return new RunQuery(state, model, tag, text, archived, sort, limit, 0);
  }

  private boolean isFiltered() {
    return state != null || model != null || tag != null || text != null;
  }

  /** The priority has a column when one run has another than the usual. */
  private Table table(RunList runs) {
    Moment moment = new Moment(context.clock());
    boolean priorities = runs.runs().stream().anyMatch(run -> run.priority() != 0);
    List<String> titles =
        new ArrayList<>(
            List.of("RUN", "NAME", "MODEL", "DATASET", "STATE", "PROGRESS", "SUBMITTED"));
    if (priorities) {
      titles.add(PRIORITY_COLUMN, ">PRIORITY");
    }
    Table table = new Table(titles.toArray(String[]::new));
    for (RunView run : runs.runs()) {
      List<String> cells = cells(run, moment);
      if (priorities) {
        cells.add(PRIORITY_COLUMN, Integer.toString(run.priority()));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static List<String> cells(RunView run, Moment moment) {
    String name = run.name();
    return new ArrayList<>(
        List.of(
            run.runId(),
            name == null ? "-" : name,
            run.model().name(),
            run.dataset(),
            run.state().name() + (run.archived() ? ", archived" : ""),
            progress(run),
            moment.ago(run.submittedAt()) + ", " + moment.time(run.submittedAt())));
  }

  private static String progress(RunView run) {
    RunResult result = run.result();
    if (result != null) {
      return "test accuracy " + Amount.percent(result.testAccuracy());
    }
    RunProgress progress = run.progress();
    if (progress != null && !run.state().isTerminal()) {
      String attempt = run.attempt() > 1 ? ", attempt " + run.attempt() : "";
      return "epoch " + progress.epoch() + "/" + progress.epochs() + attempt;
    }
    Checkpoint saved = run.checkpoint();
    if (run.state() == RunState.PAUSED && saved != null) {
      return "at iteration " + Amount.count(saved.iteration());
    }
    return run.state() == RunState.QUEUED ? run.reason() : "-";
  }
}
