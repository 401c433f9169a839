package io.trainyard.launcher;

import io.trainyard.launcher.cli.BoxAccess;
import io.trainyard.launcher.cli.ClientCommands;
import io.trainyard.launcher.cli.ClusterAccess;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Console;
import io.trainyard.launcher.cli.DownCommand;
import io.trainyard.launcher.cli.Failures;
import io.trainyard.launcher.cli.RehearseCommand;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.StatusCommand;
import io.trainyard.launcher.cli.UpCommand;
import io.trainyard.launcher.cli.soak.SoakCommand;
import java.time.Clock;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code trainyard}: the root of all commands. */
@Command(
    name = "trainyard",
    description = "Trains deep-learning models on a yard of workers.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage", "130:ended by Ctrl+C"})
public final class Main implements Runnable {
  @SuppressWarnings("NullAway.Init") // Set by picocli before anything runs.
  @Spec
  private CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine(Console.ofThisProcess()).execute(args));
  }

  /** All commands, wired to one console. */
  public static CommandLine commandLine(Console console) {
    CommandLine root = new CommandLine(new Main());
    root.addSubcommand(new UpCommand(console));
    root.addSubcommand(new DownCommand(console));
    root.addSubcommand(new StatusCommand(console));
    root.addSubcommand(new RehearseCommand(console));
    root.addSubcommand(new SoakCommand(console));
    root.setOut(console.writer()).setErr(console.errorWriter());
    ClusterAccess cluster = new BoxAccess(console);
    ClientCommands.addTo(
        root,
        new CommandContext(Screen.of(console), cluster, Clock.system(ZoneId.systemDefault())));
    Failures failures = new Failures(console);
    root.setExecutionExceptionHandler(failures).setParameterExceptionHandler(failures);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    return root;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Trainyard " + (version == null ? "from sources" : version)};
    }
  }
}
