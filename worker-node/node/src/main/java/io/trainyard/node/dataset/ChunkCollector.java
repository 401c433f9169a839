package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.contract.dataset.DatasetSplit;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.cache.BlobCache;
import io.trainyard.node.store.BlobStore;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes chunks that no dataset names. It waits until nothing is being stored: a chunk just stored
 * is named by nothing yet. Safe for use by any thread.
 */
final class ChunkCollector {
  private static final Logger log = LoggerFactory.getLogger(ChunkCollector.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DatasetCatalog catalog;
  private final BlobStore blobs;
  private final BlobCache cache;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

  ChunkCollector(DatasetCatalog catalog, BlobStore blobs, BlobCache cache) {
    this.catalog = catalog;
    this.blobs = blobs;
    this.cache = cache;
  }

  static List<String> chunks(DatasetManifest manifest) {
    return Stream.of(manifest.training(), manifest.validation(), manifest.test())
        .map(DatasetSplit::chunks)
        .flatMap(List::stream)
        .toList();
  }

  /** Stores something; nothing is collected meanwhile. */
  <T> T storing(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Removes something; nothing is stored meanwhile. Throws BUSY when storing goes on for long. */
  void removing(Runnable work) {
    if (!lockedForRemoval()) {
      throw new TrainyardException(
          ErrorCode.BUSY, "A dataset is being stored just now. Try again when it is done.");
    }
    try {
      work.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private boolean lockedForRemoval() {
    try {
      return lock.writeLock().tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Removes those of the chunks that no dataset names; to be called while removing. Throws when it
   * cannot be known what is named: they are swept a day later then.
   */
  void collect(Collection<String> chunks) {
    Set<String> orphans = new LinkedHashSet<>(chunks);
    orphans.removeAll(catalog.named());
    for (String orphan : orphans) {
      blobs.remove(orphan);
      var unused = cache.drop(orphan);
    }
    log.atInfo()
        .addKeyValue("removed", orphans.size())
        .addKeyValue("kept", chunks.size() - orphans.size())
        .log("Chunks that nothing names were removed");
  }

  /** As {@link #collect}; where that cannot be done now, it is left to the sweep. */
  void collectOrLeave(Collection<String> chunks) {
    try {
      collect(chunks);
    } catch (TrainyardException e) {
      log.atWarn()
          .addKeyValue("chunks", chunks.size())
          .log("Chunks that nothing names are swept later: {}", e.getMessage());
    }
  }

  /** What a failed ingest left; where that cannot be done now it is only logged. */
  void collectAfterFailure(Collection<String> chunks) {
    if (chunks.isEmpty()) {
      return;
    }
    try {
      removing(() -> collect(chunks));
    } catch (TrainyardException e) {
      log.atWarn()
          .addKeyValue("chunks", chunks.size())
          .log("Chunks of a failed ingest are swept later: {}", e.getMessage());
    }
  }
}
