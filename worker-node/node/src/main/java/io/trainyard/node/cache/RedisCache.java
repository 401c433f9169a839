package io.trainyard.node.cache;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.node.metrics.MetricNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Redis as a place that may forget, fail or lie: nothing here throws for it. One value a chunk, its
 * stored bytes. Safe for use by any thread.
 */
public final class RedisCache implements AutoCloseable {
  private static final String PREFIX = "trainyard:chunk:";

  /** Values on their way to Redis at once; each is held in memory until it is there. */
  private static final int FILLS = 4;

  private final Duration timeout;
  private final RedisConnector connector;
  private final RedisBreaker breaker;
  private final Semaphore fills = new Semaphore(FILLS);
  private final Counter fillsSkipped;

  /** Waits up to two seconds for Redis, and goes on without it. */
  public RedisCache(RedisSettings settings, MeterRegistry meters) {
    this.timeout = settings.timeout();
    this.connector = new RedisConnector(settings);
    this.breaker = new RedisBreaker(meters);
    this.fillsSkipped = meters.counter(MetricNames.CACHE_FILLS_SKIPPED);
    connector.open();
  }

  /** The value; empty when Redis has none or does not say in time. */
  public Optional<byte[]> get(String blobId) {
    CompletableFuture<Optional<byte[]>> answer =
        send(commands -> commands.get(key(blobId)).thenApply(Optional::ofNullable));
    try {
      // The client has the same limit of its own; this one holds even if its timer does not.
      return answer.get(timeout.toMillis() * 2, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Puts a value there in the background, unless too many are on their way.
   *
   * @return whether Redis took it; never fails
   */
  public CompletableFuture<Boolean> fill(String blobId, byte[] bytes) {
    if (!fills.tryAcquire()) {
      fillsSkipped.increment();
      return CompletableFuture.completedFuture(false);
    }
    return send(commands -> commands.set(key(blobId), bytes))
        .handle(
            (done, failure) -> {
              fills.release();
              return failure == null;
            });
  }

  /**
   * Drops a value in the background.
   *
   * @return whether Redis did; never fails
   */
  public CompletableFuture<Boolean> drop(String blobId) {
    return send(commands -> commands.unlink(key(blobId))).handle((n, failure) -> failure == null);
  }

  /** Time of a PING's answer; empty without one. For health. */
  public Optional<Duration> ping() {
    long start = System.nanoTime();
    CompletableFuture<Boolean> answer =
        send(RedisAsyncCommands::ping).handle((pong, failure) -> failure == null);
    boolean answered = answer.completeOnTimeout(false, 2, TimeUnit.SECONDS).join();
    return answered ? Optional.of(Duration.ofNanos(System.nanoTime() - start)) : Optional.empty();
  }

  private static byte[] key(String blobId) {
    return (PREFIX + blobId).getBytes(StandardCharsets.US_ASCII);
  }

  /** Sends a command if the breaker lets it, and tells the breaker how it went. */
  private <T> CompletableFuture<T> send(
      Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
    if (!breaker.allows()) {
      return CompletableFuture.failedFuture(new RedisException("the breaker is open"));
    }
    return sent(command)
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                breaker.succeeded();
              } else {
                breaker.failed();
              }
            })
        .toCompletableFuture();
  }

  private <T> CompletionStage<T> sent(
      Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
    Optional<RedisAsyncCommands<byte[], byte[]>> commands = connector.commands();
    if (commands.isEmpty()) {
      return CompletableFuture.failedFuture(new RedisException("not connected"));
    }
    try {
      return command.apply(commands.get());
    } catch (RuntimeException e) {
      // Whatever it is: a breaker that is half open waits to be told how its one command went.
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void close() {
    connector.close();
  }
}
