package io.trainyard.launcher.cli.model;

import io.trainyard.launcher.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Removes a model; its run stays. */
@Command(
    name = "rm",
    mixinStandardHelpOptions = true,
    description = "Remove a model; the run that made it stays.",
    footerHeading = "%nExample:%n",
    footer = "  trainyard model rm 9f86d081884c")
public final class RemoveCommand implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(
      paramLabel = "MODEL",
      description = "`last`, a model's id or its beginning, or the run that made it.")
  private String model;

  public RemoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var client = context.client();
    String id = ModelReference.find(client, model).id();
    client.models().remove(id);
    context.screen().line("Model " + id + " is removed.");
    return ExitCode.OK;
  }
}
