package io.trainyard.node.time;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's own time, with one daemon thread. Safe for use by any thread. */
public final class SystemTimer implements Timer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemTimer.class);

  private final ScheduledExecutorService thread;

  public SystemTimer(String threadName) {
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, threadName);
              made.setDaemon(true);
              return made;
            });
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void after(Duration delay, Runnable task) {
    try {
      var unused = thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("nothing is begun after the end");
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a timed task failed");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
