package io.trainyard.launcher.cli.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks for things of which no event tells, on a schedule, until they are there. Thread-safe. */
public final class Lookout implements AutoCloseable {
  private final ScheduledExecutorService schedule;

  public Lookout(ScheduledExecutorService schedule) {
    this.schedule = schedule;
  }

  public static Lookout ofThisProcess() {
    return new Lookout(
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "lookout");
              thread.setDaemon(true);
              return thread;
            }));
  }

  /**
   * Done with the first thing found, or with the failure of the look that failed. Looks at once and
   * again this long after each look, until done or cancelled.
   */
  public <T> CompletableFuture<T> until(Supplier<Optional<T>> look, Duration pause) {
    CompletableFuture<T> found = new CompletableFuture<>();
    ScheduledFuture<?> looking =
        schedule.scheduleWithFixedDelay(
            () -> look(look, found), 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    var unused = found.whenComplete((thing, failure) -> looking.cancel(false));
    return found;
  }

  private static <T> void look(Supplier<Optional<T>> look, CompletableFuture<T> found) {
    try {
      look.get().ifPresent(found::complete);
    } catch (RuntimeException e) {
      found.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    schedule.shutdownNow();
  }
}
