package io.trainyard.launcher.cli;

import io.trainyard.launcher.cli.bench.BenchCommand;
import io.trainyard.launcher.cli.dataset.DatasetCommand;
import io.trainyard.launcher.cli.model.ModelCommand;
import io.trainyard.launcher.cli.run.ArchiveCommand;
import io.trainyard.launcher.cli.run.CancelCommand;
import io.trainyard.launcher.cli.run.LogsCommand;
import io.trainyard.launcher.cli.run.NoteCommand;
import io.trainyard.launcher.cli.run.PauseCommand;
import io.trainyard.launcher.cli.run.PriorityCommand;
import io.trainyard.launcher.cli.run.RemoveCommand;
import io.trainyard.launcher.cli.run.ResumeCommand;
import io.trainyard.launcher.cli.run.RunsCommand;
import io.trainyard.launcher.cli.run.ShowCommand;
import io.trainyard.launcher.cli.run.SteerCommand;
import io.trainyard.launcher.cli.run.TagCommand;
import io.trainyard.launcher.cli.train.CloneCommand;
import io.trainyard.launcher.cli.train.ContinueCommand;
import io.trainyard.launcher.cli.train.RetryCommand;
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
        .addSubcommand(new AuditCommand(context))
        .addSubcommand(new RunsCommand(context))
        .addSubcommand(new ShowCommand(context))
        .addSubcommand(new LogsCommand(context))
        .addSubcommand(new PauseCommand(context))
        .addSubcommand(new ResumeCommand(context))
        .addSubcommand(new CancelCommand(context))
        .addSubcommand(new RetryCommand(context))
        .addSubcommand(new ContinueCommand(context))
        .addSubcommand(new CloneCommand(context))
        .addSubcommand(new SteerCommand(context))
        .addSubcommand(takingDashes(new PriorityCommand(context)))
        .addSubcommand(takingDashes(new TagCommand(context)))
        .addSubcommand(new NoteCommand(context))
        .addSubcommand(new ArchiveCommand(context))
        .addSubcommand(new RemoveCommand(context))
        .addSubcommand("dataset", DatasetCommand.with(context))
        .addSubcommand("model", ModelCommand.with(context))
        .addSubcommand(new TokenCommand(context))
        .addSubcommand(new CompletionCommand(context));
  }

  /** For a command to which {@code -5} and {@code -draft} are words like any other. */
  private static CommandLine takingDashes(Object command) {
    return new CommandLine(command)
        .setUnmatchedOptionsArePositionalParams(true)
        .setPosixClusteredShortOptionsAllowed(false);
  }
}
