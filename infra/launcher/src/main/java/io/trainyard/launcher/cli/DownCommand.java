package io.trainyard.launcher.cli;

import io.trainyard.launcher.box.Box;
import io.trainyard.launcher.box.control.ControlClient;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code down}: ends the box; its data stays. */
@Command(
    name = "down",
    description = "Ends the box. Its data stays and is there at the next up.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
  /** More than nodes and then services get to end, class archives included. */
  private static final Duration LIMIT = Duration.ofSeconds(100);

  private final Console console;

  @Option(names = "--purge", description = "Then delete the boxes' data: datasets, runs, models.")
  private boolean purge;

  @Option(names = "--yes", description = "Delete without asking.")
  private boolean yes;

  public DownCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    TrainyardHome home = console.home();
    Purge data = Purge.of(home);
    if (purge && !yes && !mayPurge(data)) {
      return ExitCode.USAGE;
    }
    end(home);
    if (purge) {
      data.run();
      console.print("Deleted the boxes' data.");
    }
    return ExitCode.OK;
  }

  private boolean mayPurge(Purge data) throws IOException {
    if (!console.isTerminal()) {
      console.errorWriter().println("--purge deletes data; say --yes where nobody can be asked.");
      return false;
    }
    return console.confirm("Delete " + data.words() + " for good?");
  }

  private void end(TrainyardHome home) throws Exception {
    ControlClient control = new ControlClient(home);
    Optional<ProcessHandle> supervisor = control.process();
    if (supervisor.isEmpty()) {
      int leftovers = Box.cleanUp(home);
      console.print(
          leftovers == 0
              ? "No box is running."
              : "Ended " + leftovers + " processes that a crashed box had left.");
      return;
    }
    console.print("Ending the box ...");
    if (control.down().isEmpty()) {
      supervisor.get().destroy();
    }
    awaitEnd(supervisor.get());
    Box.cleanUp(home);
    console.print("The box has ended; its data stays in " + home.folder() + ".");
  }

  /** A supervisor that hangs is killed; its children notice and end, the rest is cleaned up. */
  private static void awaitEnd(ProcessHandle supervisor) throws Exception {
    try {
      supervisor.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      supervisor.destroyForcibly();
      supervisor.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
