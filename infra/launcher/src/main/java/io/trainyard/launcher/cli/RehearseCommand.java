package io.trainyard.launcher.cli;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.data.FileTree;
import io.trainyard.launcher.box.install.ClassArchive;
import io.trainyard.launcher.box.install.Installation;
import io.trainyard.launcher.box.install.Natives;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * {@code rehearse}: starts and ends a box of its own once, so that this installation has what makes
 * every start faster, the first one too: class archives and the maths library, unpacked. The build
 * calls it.
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
    if (ClassArchive.packagedFor(installation) && Natives.packagedFor(installation)) {
      console.print("Nothing to rehearse: the class archives fit.");
      return ExitCode.OK;
    }
    Path stage = stage(installation);
    try {
      play(stage);
      TrainyardHome home = TrainyardHome.open(stage);
      ClassArchive.pack(installation, home.classArchives());
      Natives.pack(installation, home.natives());
    } finally {
      FileTree.delete(stage);
    }
    return ExitCode.OK;
  }

  /** On the installation's own disk, so that what is kept need not be copied. */
  private Path stage(Installation installation) throws IOException {
    Path archives =
        installation
            .archives()
            .orElseThrow(() -> new BoxException("Only a packaged Trainyard can be rehearsed."));
    Path stage = archives.resolveSibling("rehearsal");
    if (Files.exists(stage)) {
      // One that was broken off: its box runs in the background.
      new CommandLine(new DownCommand(actor(stage))).execute();
    }
    FileTree.delete(stage);
    return stage;
  }

  private void play(Path stage) {
    CommandLine up = new CommandLine(new UpCommand(actor(stage)));
    CommandLine down = new CommandLine(new DownCommand(actor(stage)));
    int started = up.execute("--detach", "--workers", "1");
    int ended = down.execute();
    if (started != ExitCode.OK || ended != ExitCode.OK) {
      throw new BoxException("The rehearsal failed; without it Trainyard starts slower.");
    }
  }

  /** Does as a person would, but for the ports. */
  private Console actor(Path stage) {
    Map<String, String> environment = new HashMap<>(console.environment());
    environment.put("TRAINYARD_HOME", stage.toString());
    environment.put("TRAINYARD_PORTS", "any");
    return new Console(
        environment, console.writer(), console.errorWriter(), console.input(), false);
  }
}
