package io.trainyard.launcher.cli;

import io.trainyard.launcher.cli.bench.BenchCommand;
import io.trainyard.launcher.cli.dataset.DatasetCommand;
import io.trainyard.launcher.cli.model.ModelCommand;
import io.trainyard.launcher.cli.run.CancelCommand;
import io.trainyard.launcher.cli.run.LogsCommand;
import io.trainyard.launcher.cli.run.RemoveCommand;
import io.trainyard.launcher.cli.run.RunsCommand;
import io.trainyard.launcher.cli.run.ShowCommand;
import io.trainyard.launcher.cli.train.TrainCommand;
import picocli.CommandLine;

/** The commands that speak to a cluster. */
public final class ClientCommands {
  private ClientCommands() {}

  /** Adds them to the program, in the order in which its help lists them. */
  public static CommandLine addTo(CommandLine program, CommandContext context) {
    return program
        .addSubcommand(new TrainCommand(context))
        .addSubcommand(new BenchCommand(context))
        .addSubcommand(new RunsCommand(context))
        .addSubcommand(new ShowCommand(context))
        .addSubcommand(new LogsCommand(context))
        .addSubcommand(new CancelCommand(context))
        .addSubcommand(new RemoveCommand(context))
        .addSubcommand("dataset", DatasetCommand.with(context))
        .addSubcommand("model", ModelCommand.with(context))
        .addSubcommand(new TokenCommand(context))
        .addSubcommand(new CompletionCommand(context));
  }
}
