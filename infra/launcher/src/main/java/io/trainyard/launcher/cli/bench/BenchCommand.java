package io.trainyard.launcher.cli.bench;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.UsageException;
import io.trainyard.launcher.cli.await.Lookout;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Measures the cluster; the runs it needs are its own and end with it. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measure the cluster: storing, chunk reads, starts, live metrics and trainings.",
      "Starts the cluster when none runs. Ctrl+C cancels the bench's own runs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  trainyard bench",
      "  trainyard bench --models mlp,cnn --quick",
      "  trainyard bench --json > figures.json"
    })
public final class BenchCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--models",
      paramLabel = "A,B",
      split = ",",
      defaultValue = "mlp,cnn,lstm",
      description = "What to train (default: mlp,cnn,lstm).")
  private List<String> models = List.of();

  @Option(names = "--quick", description = "Train one epoch each.")
  private boolean quick;

  @Option(
      names = "--dataset",
      paramLabel = "ID|NAME",
      description = "What to learn (default: mnist, stored at its first use).")
  private String dataset = TaskRequest.DEFAULT_DATASET;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  public BenchCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Bench.Plan plan = new Bench.Plan(types(), dataset, quick);
    Screen screen = context.screen();
    TrainyardClient client = context.cluster().ensureUp(json ? screen.aside() : screen.console());
    try (Lookout lookout = Lookout.ofThisProcess();
        OwnRuns own = OwnRuns.guarded(client, screen)) {
      Yard yard = new Yard(client, context.cluster().token(), lookout);
      BenchReport report =
          new Bench(client, yard, own, screen, context.clock(), System::nanoTime, plan).run();
      show(report);
      return ExitCode.OK;
    }
  }

  private void show(BenchReport report) {
    Screen screen = context.screen();
    if (json) {
      screen.json(report);
    } else {
      new BenchText(report).lines(screen.style()).forEach(screen::line);
    }
  }

  private List<ModelType> types() {
    try {
      return models.stream().map(String::strip).map(ModelType::parse).distinct().toList();
    } catch (TrainyardException e) {
      throw new UsageException(e.problem().detail(), e);
    }
  }
}
