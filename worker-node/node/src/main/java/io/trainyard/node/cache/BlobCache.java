package io.trainyard.node.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.store.BlobBytes;
import io.trainyard.node.store.BlobCodec;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.StoredBlob;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dataset's chunks: from Redis, else from Cassandra and then into Redis. What it gives is always
 * what the id names. Whoever asks for a chunk that is being read waits for that reading. Blocking;
 * failures are TrainyardExceptions, and none of them comes from Redis. Safe for use by any thread.
 */
public final class BlobCache {
  private static final Logger log = LoggerFactory.getLogger(BlobCache.class);

  private final RedisCache redis;
  private final BlobStore store;
  private final Counter hits;
  private final Counter misses;
  private final Counter corrupt;
  private final Timer fromRedis;
  private final Timer fromCassandra;
  private final Timer decoding;
  private final ConcurrentMap<String, CompletableFuture<CachedBlob>> flights =
      new ConcurrentHashMap<>();

  public BlobCache(RedisCache redis, BlobStore store, MeterRegistry meters) {
    this.redis = redis;
    this.store = store;
    this.hits = meters.counter(MetricNames.CACHE_HITS);
    this.misses = meters.counter(MetricNames.CACHE_MISSES);
    this.corrupt = meters.counter(MetricNames.CACHE_CORRUPT);
    this.fromRedis = meters.timer(MetricNames.CHUNK_READ, MetricNames.SOURCE, "redis");
    this.fromCassandra = meters.timer(MetricNames.CHUNK_READ, MetricNames.SOURCE, "cassandra");
    this.decoding = meters.timer(MetricNames.CHUNK_DECODE);
  }

  /** A chunk's raw bytes. */
  public CachedBlob read(String id) {
    CompletableFuture<CachedBlob> mine = new CompletableFuture<>();
    CompletableFuture<CachedBlob> flying = flights.putIfAbsent(id, mine);
    if (flying != null) {
      return join(flying).copy();
    }
    try {
      CachedBlob blob = fetch(id);
      mine.complete(blob);
      return blob.copy();
    } catch (RuntimeException | Error e) {
      // Whoever waits for this flight must hear of an OutOfMemoryError, too.
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(id, mine);
    }
  }

  private static CachedBlob join(CompletableFuture<CachedBlob> flying) {
    try {
      return flying.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TrainyardException known) {
        throw known;
      }
      throw e;
    }
  }

  /** Forgets a chunk that nothing names any more. */
  public CompletableFuture<Boolean> drop(String id) {
    return redis.drop(id);
  }

  private CachedBlob fetch(String id) {
    Optional<CachedBlob> cached = fromRedis(id);
    if (cached.isPresent()) {
      hits.increment();
      return cached.get();
    }
    misses.increment();
    return fromCassandra(id);
  }

  private Optional<CachedBlob> fromRedis(String id) {
    long start = System.nanoTime();
    Optional<byte[]> bytes = redis.get(id);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    fromRedis.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    StoredBlob blob = new StoredBlob(id, BlobCodec.ZSTD, ByteBuffer.wrap(bytes.get()));
    Optional<ByteBuffer> raw = raw(blob);
    if (raw.isEmpty()) {
      corrupt.increment();
      // Filling may be passed over; a damaged value must not stay for the next reader.
      var unused = redis.drop(id);
      log.atWarn().addKeyValue("chunk", id).log("A chunk in Redis was damaged; it is read anew");
    }
    return raw.map(
        whole ->
            new CachedBlob(
                whole, true, bytes.get().length, CompletableFuture.completedFuture(true)));
  }

  private CachedBlob fromCassandra(String id) {
    long start = System.nanoTime();
    StoredBlob blob =
        store
            .read(id)
            .orElseThrow(
                () ->
                    new TrainyardException(
                        ErrorCode.DATASET_NOT_FOUND,
                        "Chunk %s is not stored any more.".formatted(id)));
    fromCassandra.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    Optional<ByteBuffer> raw = raw(blob);
    if (raw.isEmpty()) {
      blob = store.heal(id);
      raw = raw(blob);
    }
    CompletableFuture<Boolean> inRedis = redis.fill(id, BlobBytes.of(blob.bytes()));
    return new CachedBlob(raw.orElseThrow(), false, blob.bytes().remaining(), inRedis);
  }

  private Optional<ByteBuffer> raw(StoredBlob blob) {
    long start = System.nanoTime();
    try {
      return blob.raw();
    } finally {
      decoding.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }
}
