package io.trainyard.launcher.cli.model;

import io.trainyard.client.TransferProgress;
import io.trainyard.contract.model.ModelView;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.UsageException;
import io.trainyard.launcher.cli.text.Amount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a model's file here, checked against its id. */
@Command(
    name = "download",
    mixinStandardHelpOptions = true,
    description = "Download a model's file; its bytes are checked against its id.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trainyard model download last",
      "  trainyard model download baseline --output digits.zip"
    })
public final class DownloadCommand implements Callable<Integer> {
  private static final int SHORT_ID = 12;

  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(
      paramLabel = "MODEL",
      description = "`last`, a model's id or its beginning, or the run that made it.")
  private String model;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to (default: MODEL-ID.zip in this folder).")
  private @Nullable Path output;

  @Option(names = "--force", description = "Replace a file that is there.")
  private boolean force;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public DownloadCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var client = context.client();
    ModelView view = ModelReference.find(client, model);
    Path target = output == null ? Path.of(fileName(view)) : output;
    if (Files.exists(target) && !force) {
      throw new UsageException(
          "\"" + target + "\" is there already; choose another --output, or --force.");
    }
    client.models().download(view.id(), target, TransferProgress.NONE);
    if (json) {
      context.screen().json(Map.of("modelId", view.id(), "file", target.toString()));
    } else {
      context
          .screen()
          .line(
              "Model "
                  + view.id()
                  + " is in "
                  + target
                  + " ("
                  + Amount.bytes(view.bytes())
                  + ", checked).");
    }
    return ExitCode.OK;
  }

  private static String fileName(ModelView view) {
    String id = view.id();
    return view.model().name().toLowerCase(Locale.ROOT)
        + "-"
        + id.substring(0, Math.min(SHORT_ID, id.length()))
        + ".zip";
  }
}
