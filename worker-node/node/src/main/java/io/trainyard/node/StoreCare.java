package io.trainyard.node;

import io.trainyard.node.messaging.NamedThreads;
import io.trainyard.node.store.BlobCollector;
import io.trainyard.node.store.Scrubber;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks after what is stored, on one thread of its own: copies first, then what nothing names. */
final class StoreCare implements AutoCloseable {
  private static final Duration SCRUB = Duration.ofSeconds(2);

  /** The first sweep waits until a node that has just started has little else to do. */
  private static final Duration FIRST_SWEEP = Duration.ofMinutes(5);

  private static final Duration SWEEP = Duration.ofHours(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final Scrubber scrubber;
  private final BlobCollector collector;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> NamedThreads.daemon("store-care", task));

  StoreCare(Scrubber scrubber, BlobCollector collector) {
    this.scrubber = scrubber;
    this.collector = collector;
  }

  void start() {
    each(SCRUB, SCRUB, scrubber::tick);
    each(FIRST_SWEEP, SWEEP, collector::tick);
  }

  private void each(Duration first, Duration pause, Runnable task) {
    var unused =
        thread.scheduleWithFixedDelay(
            new Ticker(thread, task)::tick,
            first.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Ends after the request under way, in at most 3 s. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("it is still at work");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
