package io.trainyard.launcher.box.supervise;

/** Where a box as a whole is in its life. */
public enum Phase {
  STARTING,
  /** All services have answered once; what dies from here on is started again. */
  READY,
  /** Some service could not be started, so that all were ended. */
  FAILED,
  STOPPING,
  STOPPED;

  /** Whether the box serves or is about to. */
  public boolean isAlive() {
    return this == STARTING || this == READY;
  }
}
