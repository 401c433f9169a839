package io.trainyard.launcher.cli.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.process.ProcessIdentity;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Sends signals to processes of the box, and wakes all that it has frozen. Thread-safe. */
final class Signals {
  private final Set<ProcessIdentity> frozen = new LinkedHashSet<>();

  void kill(ProcessIdentity process) {
    process.living().ifPresent(ProcessHandle::destroyForcibly);
  }

  void terminate(ProcessIdentity process) {
    send("TERM", process);
  }

  synchronized void freeze(ProcessIdentity process) {
    frozen.add(process);
    send("STOP", process);
  }

  synchronized void thaw(ProcessIdentity process) {
    if (frozen.remove(process)) {
      send("CONT", process);
    }
  }

  synchronized void thawAll() {
    Set.copyOf(frozen).forEach(this::thaw);
  }

  /** To this very process only; one that has ended needs none. */
  private static void send(String signal, ProcessIdentity process) {
    if (process.living().isEmpty()) {
      return;
    }
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
              .redirectErrorStream(true)
              .start();
      String said = new String(kill.getInputStream().readAllBytes(), UTF_8).strip();
      if (kill.waitFor() != 0 && process.living().isPresent()) {
        throw new BoxException("kill -" + signal + " " + process.pid() + ": " + said);
      }
    } catch (IOException e) {
      throw new BoxException("A soak needs the command kill: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BoxException("The sending of a signal was interrupted.", e);
    }
  }
}
