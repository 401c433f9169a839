package io.trainyard.launcher.cli.train;

import io.trainyard.launcher.cli.Console;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is said when the program is stopped from outside (Ctrl+C) while it watches: the run goes on.
 * The JVM itself ends with 130 then. Thread-safe.
 */
final class Interruption implements AutoCloseable {
  private final Console console;
  private final boolean barOnTerminal;
  private final AtomicReference<@Nullable String> runId = new AtomicReference<>();
  private final Thread hook;

  private Interruption(Console console, boolean barOnTerminal) {
    this.console = console;
    this.barOnTerminal = barOnTerminal;
    this.hook = new Thread(this::speak, "interruption");
  }

  static Interruption heard(Console console, boolean barOnTerminal) {
    Interruption interruption = new Interruption(console, barOnTerminal);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  void submitted(String id) {
    runId.set(id);
  }

  /** The watch is over: a later stop concerns nobody. */
  @Override
  public void close() {
    try {
      boolean removed = Runtime.getRuntime().removeShutdownHook(hook);
      assert removed;
    } catch (IllegalStateException stopping) {
      // The program is being stopped just now: then the hook shall speak.
      return;
    }
  }

  private void speak() {
    if (barOnTerminal) {
      console.out().println();
    }
    // Nothing else may be drawn over what is said here.
    console.out().close();
    String id = runId.get();
    if (id == null) {
      console.notice("Stopped; no run was submitted.");
      return;
    }
    console.notice("Run " + id + " goes on.");
    console.notice("Watch it:  trainyard logs " + id + " --follow");
    console.notice("Cancel it: trainyard cancel " + id);
  }
}
