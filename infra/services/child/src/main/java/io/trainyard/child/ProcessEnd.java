package io.trainyard.child;

/** How a process is ended: first in good order, at once where that takes too long. */
interface ProcessEnd {
  /** Runs the shutdown hooks; returns only if they cannot be run. */
  void orderly();

  /** Ends the process without running anything more. */
  void atOnce();

  static ProcessEnd ofThisProcess() {
    return new ProcessEnd() {
      @Override
      public void orderly() {
        System.exit(0);
      }

      @Override
      public void atOnce() {
        Runtime.getRuntime().halt(1);
      }
    };
  }
}
