package io.trainyard.node.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.store.BlobKind;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.CassandraSession;
import io.trainyard.node.testing.RealServices;
import io.trainyard.node.testing.WithRealServices;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithRealServices.class)
@SuppressWarnings("NullAway.Init")
class BlobCacheIT {
  private static final long FULL = 512L << 20;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private RealServices services;
  private CassandraSession session;
  private RedisCache redis;
  private BlobStore store;
  private BlobCache cache;

  @BeforeEach
  void connect(RealServices real) {
    services = real;
    services.inRedis(connection -> connection.sync().flushall());
    session = services.cassandra(meters);
    redis = services.redis(meters);
    store = new BlobStore(session, Clock.systemUTC(), meters);
    cache = new BlobCache(redis, store, meters);
  }

  @AfterEach
  void disconnect() {
    redis.close();
    session.close();
  }

  private byte[] chunk(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private String stored(byte[] raw) {
    return store.put(BlobKind.CHUNK, ByteBuffer.wrap(raw), Map.of()).id();
  }

  private double count(String name) {
    return meters.counter(name).count();
  }

  private static byte[] key(String id) {
    return ("trainyard:chunk:" + id).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void fillsRedisSoThatTheNextReadIsAHit() {
    byte[] raw = chunk(2_000_000, 1);
    String id = stored(raw);

    CachedBlob first = cache.read(id);
    assertThat(first.inRedis().join()).isTrue();
    CachedBlob second = cache.read(id);

    assertThat(first.hit()).isFalse();
    assertThat(second.hit()).isTrue();
    assertThat(second.raw()).isEqualTo(ByteBuffer.wrap(raw));
    assertThat(count(MetricNames.CACHE_HITS)).isEqualTo(1);
    assertThat(count(MetricNames.CACHE_MISSES)).isEqualTo(1);
  }

  @Test
  void healsAValueThatWasDamagedInRedis() {
    byte[] raw = chunk(2_000_000, 2);
    String id = stored(raw);
    assertThat(cache.read(id).inRedis().join()).isTrue();
    services.inRedis(connection -> flip(connection, id));

    CachedBlob healed = cache.read(id);
    assertThat(healed.inRedis().join()).isTrue();

    assertThat(healed.raw()).isEqualTo(ByteBuffer.wrap(raw));
    assertThat(healed.hit()).isFalse();
    assertThat(count(MetricNames.CACHE_CORRUPT)).isEqualTo(1);
    assertThat(cache.read(id).hit()).isTrue();
  }

  private static void flip(StatefulRedisConnection<byte[], byte[]> connection, String id) {
    byte[] value = connection.sync().get(key(id));
    value[value.length / 2] ^= 1;
    connection.sync().set(key(id), value);
  }

  @Test
  void takesNoValueForAnotherChunk() {
    byte[] raw = chunk(500_000, 3);
    String id = stored(raw);
    String other = stored(chunk(500_000, 4));
    assertThat(cache.read(other).inRedis().join()).isTrue();
    services.inRedis(
        connection -> connection.sync().set(key(id), connection.sync().get(key(other))));

    assertThat(cache.read(id).raw()).isEqualTo(ByteBuffer.wrap(raw));
    assertThat(count(MetricNames.CACHE_CORRUPT)).isEqualTo(1);
  }

  @Test
  void readsAChunkOnceForAllWhoAskAtOnce() {
    byte[] raw = chunk(4_500_000, 5);
    String id = stored(raw);
    CompletableFuture<Void> start = new CompletableFuture<>();
    List<CompletableFuture<CachedBlob>> readers = new ArrayList<>();
    var threads = java.util.concurrent.Executors.newFixedThreadPool(16);
    for (int i = 0; i < 16; i++) {
      readers.add(start.thenApplyAsync(go -> cache.read(id), threads));
    }

    start.complete(null);
    readers.forEach(reader -> assertThat(reader.join().raw()).isEqualTo(ByteBuffer.wrap(raw)));
    threads.shutdown();

    assertThat(count(MetricNames.CACHE_MISSES)).isEqualTo(1);
  }

  @Test
  void readsOnWithoutRedisAndComesBackToIt() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ids.add(stored(chunk(300_000, 100 + i)));
    }
    ids.forEach(id -> assertThat(cache.read(id).inRedis().join()).isTrue());

    services.stopRedis();
    try {
      long start = System.nanoTime();
      for (String id : ids) {
        assertThat(cache.read(id).hit()).isFalse();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      assertThat(meters.get(MetricNames.CACHE_BREAKER).gauge().value()).isEqualTo(2);
    } finally {
      services.startRedis();
    }

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              cache.read(ids.get(0)).inRedis().join();
              assertThat(cache.read(ids.get(0)).hit()).isTrue();
            });
    assertThat(meters.get(MetricNames.CACHE_BREAKER).gauge().value()).isZero();
  }

  @Test
  void forgetsTheLongestUnusedWhenRedisIsFull() {
    services.inRedis(
        connection ->
            assertThat(connection.sync().configGet("maxmemory-policy"))
                .containsEntry("maxmemory-policy", "allkeys-lru"));
    List<byte[]> chunks = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      chunks.add(chunk(1_000_000, 200 + i));
      ids.add(stored(chunks.get(i)));
    }

    long before = evicted();
    limit(10L << 20);
    try {
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < ids.size(); i++) {
          CachedBlob blob = cache.read(ids.get(i));
          assertThat(Arrays.equals(blob.raw().array(), chunks.get(i))).isTrue();
          blob.inRedis().join();
        }
      }
      assertThat(evicted()).isGreaterThan(before);
      assertThat(cache.read(ids.get(23)).hit()).isTrue();
      assertThat(cache.read(ids.get(0)).hit()).isFalse();
    } finally {
      limit(FULL);
    }
  }

  private void limit(long bytes) {
    services.inRedis(connection -> connection.sync().configSet("maxmemory", Long.toString(bytes)));
  }

  private long evicted() {
    long[] keys = new long[1];
    services.inRedis(
        connection ->
            keys[0] =
                connection
                    .sync()
                    .info("stats")
                    .lines()
                    .filter(line -> line.startsWith("evicted_keys:"))
                    .mapToLong(line -> Long.parseLong(line.substring(13).strip()))
                    .sum());
    return keys[0];
  }
}
