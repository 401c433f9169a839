package io.trainyard.node.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.metrics.MetricNames;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for calls that block: named, bounded in number and in what may wait for them; what is too
 * much is refused as BUSY and counted. Safe for use by any thread.
 */
public final class WorkPool implements AutoCloseable {
  private static final long IDLE_SECONDS = 30;
  private static final long CLOSE_SECONDS = 3;

  private final ThreadPoolExecutor executor;
  private final Counter rejected;

  public WorkPool(String name, int threads, int waiting, MeterRegistry registry) {
    AtomicInteger number = new AtomicInteger();
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> {
              Thread thread = new Thread(task, "http-" + name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    Tags tags = Tags.of("pool", name);
    rejected = registry.counter(MetricNames.HTTP_REJECTED, tags);
    registry.gauge(
        MetricNames.HTTP_CALLS_ACTIVE, tags, executor, ThreadPoolExecutor::getActiveCount);
    registry.gauge(MetricNames.HTTP_CALLS_QUEUED, tags, executor, pool -> pool.getQueue().size());
  }

  /** Does the work on a thread of the pool and tells its outcome on the context. */
  public <T> Future<T> call(Context context, Callable<T> work) {
    try {
      return Future.fromCompletionStage(
          CompletableFuture.supplyAsync(() -> called(work), executor), context);
    } catch (RejectedExecutionException e) {
      rejected.increment();
      return Future.failedFuture(
          new TrainyardException(
              ErrorCode.BUSY, "Too many calls wait already; try again in a moment.", e));
    }
  }

  private static <T> T called(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** Lets calls that run end, for a moment, then interrupts them. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
