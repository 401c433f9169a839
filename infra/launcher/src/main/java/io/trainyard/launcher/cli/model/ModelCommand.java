package io.trainyard.launcher.cli.model;

import io.trainyard.launcher.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups what can be done with models; alone it shows its help. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "List, download and remove trained models.")
public final class ModelCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  @Spec
  private CommandSpec spec;

  /** The command with its subcommands. */
  public static CommandLine with(CommandContext context) {
    return new CommandLine(new ModelCommand())
        .addSubcommand(new ListCommand(context))
        .addSubcommand(new DownloadCommand(context))
        .addSubcommand(new RemoveCommand(context));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
