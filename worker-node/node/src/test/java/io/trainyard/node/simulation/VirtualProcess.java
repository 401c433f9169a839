package io.trainyard.node.simulation;

import io.trainyard.node.time.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A process in virtual time. What it has begun happens unless it was killed; while it is stopped
 * everything of it waits, as after SIGSTOP, and its clock goes on.
 */
public final class VirtualProcess implements Timer {
  private final String name;
  private final VirtualTime time;
  private final Deque<Runnable> heldUp = new ArrayDeque<>();
  private boolean alive = true;
  private boolean stopped;

  public VirtualProcess(String name, VirtualTime time) {
    this.name = name;
    this.time = time;
  }

  public String name() {
    return name;
  }

  public VirtualTime time() {
    return time;
  }

  public boolean isAlive() {
    return alive;
  }

  public boolean isStopped() {
    return stopped;
  }

  /** As kill -9: nothing of it happens any more. */
  public void kill() {
    alive = false;
    heldUp.clear();
  }

  /** As SIGSTOP. */
  public void stop() {
    stopped = true;
  }

  /** As SIGCONT: all that was due meanwhile happens now, in order. */
  public void goOn() {
    stopped = false;
    while (!stopped && alive && !heldUp.isEmpty()) {
      heldUp.remove().run();
    }
  }

  @Override
  public long nanoTime() {
    return time.now();
  }

  @Override
  public void after(Duration delay, Runnable task) {
    time.after(delay, () -> run(task));
  }

  /** Does it now as a part of the process, when that lives and goes. */
  public void run(Runnable task) {
    if (!alive) {
      return;
    }
    if (stopped || !heldUp.isEmpty()) {
      heldUp.add(task);
    } else {
      task.run();
    }
  }
}
