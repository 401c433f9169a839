package io.trainyard.node.worker;

import io.trainyard.contract.telemetry.Task;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The worker's one place for a run: free, held by a claim that is not decided, or by a run.
 * Thread-safe.
 */
final class Slot {
  private final Runnable onChange;
  private @Nullable Task task;
  private @Nullable AttemptLife life;
  private boolean open;

  /** A slot that is shut until {@link #open} is called. */
  Slot(Runnable onChange) {
    this.onChange = onChange;
  }

  void open() {
    synchronized (this) {
      open = true;
    }
    onChange.run();
  }

  /** No run is taken any more. */
  synchronized void shut() {
    open = false;
  }

  /** Holds the slot for a claim, if it is free. */
  synchronized boolean take(Task wanted) {
    if (!open || task != null) {
      return false;
    }
    task = wanted;
    return true;
  }

  synchronized void occupy(AttemptLife begun) {
    life = begun;
  }

  void release() {
    synchronized (this) {
      task = null;
      life = null;
    }
    onChange.run();
  }

  /** Whether neither a run nor a claim holds it. */
  synchronized boolean isEmpty() {
    return task == null;
  }

  synchronized boolean isOpen() {
    return open;
  }

  synchronized Optional<AttemptLife> life() {
    return Optional.ofNullable(life);
  }

  /** The run whose claim is not decided yet. */
  synchronized List<String> claims() {
    return task == null || life != null ? List.of() : List.of(task.runId());
  }

  synchronized int free() {
    return open && task == null ? 1 : 0;
  }
}
