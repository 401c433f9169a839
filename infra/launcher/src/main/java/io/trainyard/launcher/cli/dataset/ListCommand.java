package io.trainyard.launcher.cli.dataset;

import io.trainyard.contract.dataset.DatasetList;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.text.Amount;
import io.trainyard.launcher.cli.text.Moment;
import io.trainyard.launcher.cli.text.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Lists datasets, newest first. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the datasets, newest first.")
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
    DatasetList datasets = context.client().datasets().list();
    Screen screen = context.screen();
    if (json) {
      screen.json(datasets);
    } else if (datasets.datasets().isEmpty()) {
      screen.line("No datasets yet; `trainyard dataset mnist` stores MNIST.");
    } else {
      table(datasets).lines(screen.style()).forEach(screen::line);
    }
    return ExitCode.OK;
  }

  private Table table(DatasetList datasets) {
    Moment moment = new Moment(context.clock());
    Table table = new Table("ID", "NAME", ">ITEMS", ">CLASSES", ">STORED", ">COPIES", "SINCE");
    for (DatasetView dataset : datasets.datasets()) {
      long items = dataset.trainingItems() + dataset.validationItems() + dataset.testItems();
      String id = dataset.id();
      table.row(
          id.substring(0, Math.min(SHORT_ID, id.length())),
          dataset.name() + (dataset.synthetic() ? " (synthetic)" : ""),
          Amount.count(items),
          Integer.toString(dataset.classes()),
          Amount.bytes(dataset.storedBytes()),
          Integer.toString(dataset.copies()),
          moment.ago(dataset.storedAt()));
    }
    return table;
  }
}
