package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.WarmAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.cache.BlobCache;
import io.trainyard.node.cache.CachedBlob;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads chunks so that Redis has them. Blocking; safe for use by any thread. */
final class ChunkWarming {
  private final BlobCache cache;

  ChunkWarming(BlobCache cache) {
    this.cache = cache;
  }

  /** One chunk after the other: warming shall not push aside what workers read meanwhile. */
  WarmAnswer warm(String name, List<String> chunks) {
    long start = System.nanoTime();
    long bytes = 0;
    int hits = 0;
    int refused = 0;
    for (String chunk : chunks) {
      CachedBlob blob = cache.read(chunk);
      bytes += blob.storedBytes();
      hits += blob.hit() ? 1 : 0;
      refused += inRedis(blob) ? 0 : 1;
    }
    if (refused > 0) {
      throw new TrainyardException(
          ErrorCode.REDIS_UNAVAILABLE,
          "Redis did not take %d of %d chunks. Is it up? See /health."
              .formatted(refused, chunks.size()));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new WarmAnswer(
        "warmed", name, chunks.size(), bytes, hits, chunks.size() - hits, seconds);
  }

  private static boolean inRedis(CachedBlob blob) {
    return blob.inRedis().completeOnTimeout(false, 2, TimeUnit.SECONDS).join();
  }
}
