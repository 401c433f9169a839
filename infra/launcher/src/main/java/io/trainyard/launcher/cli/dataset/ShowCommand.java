package io.trainyard.launcher.cli.dataset;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.text.Amount;
import io.trainyard.launcher.cli.text.Moment;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a dataset. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show a dataset.",
    footerHeading = "%nExample:%n",
    footer = "  trainyard dataset show mnist")
public final class ShowCommand implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(paramLabel = "DATASET", description = "An id or its beginning, or a name.")
  private String dataset;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public ShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    DatasetView view = context.client().datasets().find(dataset);
    if (json) {
      context.screen().json(view);
    } else {
      page(view);
    }
    return ExitCode.OK;
  }

  private void page(DatasetView view) {
    line("dataset", view.id());
    line("name", view.name());
    line("source", view.source() + (view.synthetic() ? " (synthetic, not MNIST)" : ""));
    line("stored", new Moment(context.clock()).full(view.storedAt()));
    String shape =
        view.itemShape().stream().map(String::valueOf).collect(Collectors.joining(" x "));
    line("items", shape + ", " + view.classes() + " classes");
    line(
        "splits",
        Amount.count(view.trainingItems())
            + " training, "
            + Amount.count(view.validationItems())
            + " validation, "
            + Amount.count(view.testItems())
            + " test");
    line(
        "chunks",
        view.chunks()
            + ", "
            + Amount.bytes(view.rawBytes())
            + " raw, "
            + Amount.bytes(view.storedBytes())
            + " stored, "
            + DatasetText.copies(view.copies()));
    view.warnings().forEach(warning -> line("warning", warning));
  }

  private void line(String label, String value) {
    Screen screen = context.screen();
    String padded = String.format(Locale.ROOT, "%-9s", label);
    screen.line(screen.style().dim(padded) + Words.safe(value));
  }
}
