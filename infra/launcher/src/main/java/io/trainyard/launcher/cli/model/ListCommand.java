package io.trainyard.launcher.cli.model;

import io.trainyard.contract.model.ModelList;
import io.trainyard.contract.model.ModelView;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.text.Amount;
import io.trainyard.launcher.cli.text.Moment;
import io.trainyard.launcher.cli.text.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Lists models, newest first. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the trained models, newest first.")
public final class ListCommand implements Callable<Integer> {
  private static final int SHORT_ID = 12;

  private final CommandContext context;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public ListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ModelList models = context.client().models().list();
    Screen screen = context.screen();
    if (json) {
      screen.json(models);
    } else if (models.models().isEmpty()) {
      screen.line("No models yet; `trainyard train cnn` makes one.");
    } else {
      table(models).lines(screen.style()).forEach(screen::line);
    }
    return ExitCode.OK;
  }

  private Table table(ModelList models) {
    Moment moment = new Moment(context.clock());
    Table table = new Table("ID", "MODEL", "DATASET", ">TEST ACCURACY", ">SIZE", "RUN", "MADE");
    for (ModelView model : models.models()) {
      String name = model.runName();
      String id = model.id();
      table.row(
          id.substring(0, Math.min(SHORT_ID, id.length())),
          model.model().name(),
          model.dataset(),
          Amount.percent(model.testAccuracy()),
          Amount.bytes(model.bytes()),
          model.runId() + (name == null ? "" : " (" + name + ")"),
          moment.ago(model.createdAt()));
    }
    return table;
  }
}
