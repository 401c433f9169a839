package io.trainyard.node;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a task on its thread, again and again; a call for it while one is waiting is no second call.
 */
final class Ticker {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  private final Executor thread;
  private final Runnable task;
  private final AtomicBoolean wanted = new AtomicBoolean();

  Ticker(Executor thread, Runnable task) {
    this.thread = thread;
    this.task = task;
  }

  /** Has it done soon; any thread may call, none waits. */
  void soon() {
    if (wanted.compareAndSet(false, true)) {
      try {
        thread.execute(this::tick);
      } catch (RejectedExecutionException e) {
        LOG.debug("nothing is done after the end");
      }
    }
  }

  /**
   * Has the thread take something in, in the order of the calls, and the task done soon after; any
   * thread may call, none waits.
   */
  void after(Runnable input) {
    try {
      thread.execute(() -> guarded(input));
    } catch (RejectedExecutionException e) {
      LOG.debug("nothing is taken in after the end");
    }
    soon();
  }

  /** Does it now, on the calling thread, its own; a fault is logged and the next turn comes. */
  void tick() {
    wanted.set(false);
    guarded(task);
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a turn failed; the next one comes");
    }
  }
}
