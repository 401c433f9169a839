package io.trainyard.launcher.cli.dataset;

import io.trainyard.launcher.cli.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups what can be done with datasets; alone it shows its help. */
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    description = "Store, list, show and remove datasets.")
public final class DatasetCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  @Spec
  private CommandSpec spec;

  /** The command with its subcommands. */
  public static CommandLine with(CommandContext context) {
    return new CommandLine(new DatasetCommand())
        .addSubcommand(new AddCommand(context))
        .addSubcommand(new MnistCommand(context))
        .addSubcommand(new ListCommand(context))
        .addSubcommand(new ShowCommand(context))
        .addSubcommand(new RemoveCommand(context));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
