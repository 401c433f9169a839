package io.trainyard.node.testing;

import java.io.IOException;

/** Signals to processes of the test's own. */
public final class Signal {
  private Signal() {}

  /** As a power cut would. */
  public static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** It keeps its connections and answers nothing. */
  public static void freeze(long pid) {
    send("-STOP", pid);
  }

  public static void thaw(long pid) {
    send("-CONT", pid);
  }

  private static void send(String signal, long pid) {
    try {
      int code = new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill " + signal + " " + pid + " ended with " + code);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
