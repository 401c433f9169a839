package io.trainyard.launcher.box.supervise;

import io.trainyard.launcher.box.process.Child;

/** A process that ends when the test says so, or when asked if it is obedient. */
final class FakeChild implements Child {
  private final long pid;
  private final boolean obedient;
  private boolean alive = true;
  private int exitCode;
  boolean killed;

  FakeChild(long pid, boolean obedient) {
    this.pid = pid;
    this.obedient = obedient;
  }

  void die(int code) {
    alive = false;
    exitCode = code;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public boolean isAlive() {
    return alive;
  }

  @Override
  public int exitCode() {
    return exitCode;
  }

  @Override
  public void terminate() {
    if (obedient) {
      die(143);
    }
  }

  @Override
  public void kill() {
    killed = true;
    die(137);
  }
}
