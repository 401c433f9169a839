package io.trainyard.launcher.cli.train;

import io.trainyard.launcher.cli.Screen;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is said when the program is stopped from outside (Ctrl+C) while it watches: the run goes on.
 * The JVM itself ends with 130 then. Thread-safe.
 */
final class Interruption implements AutoCloseable {
  private final Screen screen;
  private final boolean barOnTerminal;
  private final AtomicReference<@Nullable String> runId = new AtomicReference<>();
  private final Thread hook;

  private Interruption(Screen screen, boolean barOnTerminal) {
    this.screen = screen;
    this.barOnTerminal = barOnTerminal;
    this.hook = new Thread(this::speak, "interruption");
  }

  static Interruption heard(Screen screen, boolean barOnTerminal) {
    Interruption interruption = new Interruption(screen, barOnTerminal);
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
      screen.line("");
    }
    // Nothing else may be drawn over what is said here.
    screen.end();
    String id = runId.get();
    if (id == null) {
      screen.notice("Stopped; no run was submitted.");
      return;
    }
    screen.notice("Run " + id + " goes on.");
    screen.notice("Watch it:  trainyard logs " + id + " --follow");
    screen.notice("Cancel it: trainyard cancel " + id);
  }
}
