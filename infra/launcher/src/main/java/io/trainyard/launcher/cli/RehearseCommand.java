package io.trainyard.launcher.cli;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.data.FileTree;
import io.trainyard.launcher.box.install.ClassArchive;
import io.trainyard.launcher.box.install.Installation;
import io.trainyard.launcher.home.TrainyardHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * {@code rehearse}: starts and ends a box of its own once, so that this installation has the class
 * archives that make every start faster, the first one too. The build calls it.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Starts and ends a box once and keeps what makes later starts faster.",
    mixinStandardHelpOptions = true)
public final class RehearseCommand implements Callable<Integer> {
  private final Console console;

  public RehearseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Installation installation = Installation.find();
    if (ClassArchive.packagedFor(installation)) {
      console.print("The class archives are there already.");
      return ExitCode.OK;
    }
    Path home = Files.createTempDirectory("trainyard-rehearsal");
    try {
      play(home);
      ClassArchive.pack(installation, TrainyardHome.open(home).classArchives());
    } finally {
      FileTree.delete(home);
    }
    return ExitCode.OK;
  }

  /** As a person would, but for the ports. */
  private void play(Path home) {
    Map<String, String> environment = new HashMap<>(console.environment());
    environment.put("TRAINYARD_HOME", home.toString());
    environment.put("TRAINYARD_PORTS", "any");
    Console stage =
        new Console(environment, console.writer(), console.errorWriter(), console.input(), false);
    CommandLine up = new CommandLine(new UpCommand(stage));
    CommandLine down = new CommandLine(new DownCommand(stage));
    int started = up.execute("--detach", "--workers", "1");
    int ended = down.execute();
    if (started != ExitCode.OK || ended != ExitCode.OK) {
      throw new BoxException("The rehearsal failed; Trainyard starts slower without its archives.");
    }
  }
}
