package io.trainyard.node.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.store.BlobKind;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.CassandraSession;
import io.trainyard.node.testing.RealServices;
import io.trainyard.node.testing.WithRealServices;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody reads chunks all the time, and Redis dies, freezes or forgets meanwhile. */
@ExtendWith(WithRealServices.class)
@SuppressWarnings("NullAway.Init")
class RedisLossIT {
  private static final int CHUNKS = 8;

  /** Twice the command's limit, and what Cassandra takes, on a machine with much else to do. */
  private static final Duration LONGEST_READ = Duration.ofSeconds(3);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> ids = new ArrayList<>();
  private RealServices services;
  private CassandraSession session;
  private RedisCache redis;
  private BlobCache cache;

  @BeforeEach
  void connect(RealServices real) {
    services = real;
    services.inRedis(connection -> connection.sync().flushall());
    session = services.cassandra(meters);
    redis = services.redis(meters);
    BlobStore store = new BlobStore(session, Clock.systemUTC(), meters);
    cache = new BlobCache(redis, store, meters);
    for (int i = 0; i < CHUNKS; i++) {
      ids.add(store.put(BlobKind.CHUNK, chunk(i), Map.of()).id());
    }
    ids.forEach(id -> assertThat(cache.read(id).inRedis().join()).isTrue());
  }

  @AfterEach
  void disconnect() {
    redis.close();
    session.close();
  }

  private static ByteBuffer chunk(int number) {
    byte[] bytes = new byte[400_000];
    new Random(900 + number).nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  /** Reads the chunks in turn and checks each; keeps its first failure and its longest read. */
  private final class Reader implements AutoCloseable {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::read, "reader");
    private volatile long longest;
    private final AtomicInteger reads = new AtomicInteger();

    Reader() {
      thread.start();
    }

    private void read() {
      try {
        for (int i = 0; !ended.get(); i = (i + 1) % CHUNKS) {
          long start = System.nanoTime();
          assertThat(cache.read(ids.get(i)).raw()).isEqualTo(chunk(i));
          long took = System.nanoTime() - start;
          longest = Math.max(longest, took);
          reads.incrementAndGet();
        }
      } catch (RuntimeException | AssertionError e) {
        failure.set(e);
      }
    }

    void readsOn(int more) {
      int until = reads.get() + more;
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> reads.get() >= until || failure.get() != null);
    }

    @Override
    public void close() throws InterruptedException {
      ended.set(true);
      thread.join();
      assertThat(failure.get()).isNull();
      assertThat(Duration.ofNanos(longest)).isLessThan(LONGEST_READ);
    }
  }

  private double breaker() {
    return meters.get(MetricNames.CACHE_BREAKER).gauge().value();
  }

  private double hits() {
    return meters.counter(MetricNames.CACHE_HITS).count();
  }

  private void assertThatRedisIsUsedAgain() {
    double before = hits();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(breaker()).isZero();
              assertThat(hits()).isGreaterThan(before);
            });
  }

  @Test
  void readsOnWhileRedisIsFrozen() throws InterruptedException {
    try (Reader reader = new Reader()) {
      reader.readsOn(CHUNKS);
      services.freezeRedis();
      try {
        reader.readsOn(3 * CHUNKS);
        await().atMost(Duration.ofSeconds(10)).until(() -> breaker() > 0);
        assertThat(redis.ping()).isEmpty();
      } finally {
        services.thawRedis();
      }
      reader.readsOn(CHUNKS);
      assertThatRedisIsUsedAgain();
    }
    assertThat(redis.ping()).isPresent();
  }

  @Test
  void readsOnWhileRedisDiesAndComesBackEmpty() throws InterruptedException {
    try (Reader reader = new Reader()) {
      reader.readsOn(CHUNKS);
      services.killRedis();
      reader.readsOn(3 * CHUNKS);
      services.startRedis();
      assertThatRedisIsUsedAgain();
    }
  }

  @Test
  void readsOnWhileRedisForgetsEverything() throws InterruptedException {
    double misses = meters.counter(MetricNames.CACHE_MISSES).count();
    try (Reader reader = new Reader()) {
      reader.readsOn(CHUNKS);
      services.inRedis(connection -> connection.sync().flushall());
      reader.readsOn(2 * CHUNKS);
      assertThatRedisIsUsedAgain();
    }
    assertThat(meters.counter(MetricNames.CACHE_MISSES).count()).isGreaterThan(misses);
    assertThat(meters.counter(MetricNames.CACHE_FAILURES).count()).isZero();
  }
}
