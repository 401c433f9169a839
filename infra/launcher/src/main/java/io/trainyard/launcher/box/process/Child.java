package io.trainyard.launcher.box.process;

import java.io.IOException;

/** A started process. Thread-safe. */
public interface Child {
  long pid();

  boolean isAlive();

  /** Only after its end. */
  int exitCode();

  /** Asks it to end in good order. */
  void terminate();

  /** Ends it at once. */
  void kill();

  /** Starts children. */
  @FunctionalInterface
  interface Starter {
    Child start(Launch launch) throws IOException;
  }
}
