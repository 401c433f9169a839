package io.trainyard.launcher.cli.soak;

import java.time.Duration;

/**
 * One fault to be made.
 *
 * @param service by its name in the box, such as {@code kafka-2}
 * @param frozen how long the process is stopped; zero for the other kinds
 */
record Fault(Kind kind, String service, Duration frozen) {

  /** What is done to a process. */
  enum Kind {
    /** {@code kill -9}: it ends without a word. */
    KILL("KILL"),
    /** {@code kill -STOP}, later {@code -CONT}: it stands still and does not know. */
    FREEZE("STOP"),
    /** {@code kill -TERM}: it is asked to end. */
    TERMINATE("TERM");

    private final String signal;

    Kind(String signal) {
      this.signal = signal;
    }

    String signal() {
      return signal;
    }
  }

  @Override
  public String toString() {
    String suffix = frozen.isZero() ? "" : " for " + frozen.toSeconds() + " s";
    return kind + " " + service + suffix;
  }
}
