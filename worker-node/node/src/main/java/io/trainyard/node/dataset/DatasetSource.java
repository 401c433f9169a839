package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.contract.dataset.DatasetSplit;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.engine.data.Chunk;
import io.trainyard.engine.data.Samples;
import io.trainyard.engine.data.SplitData;
import io.trainyard.engine.data.StreamedSamples;
import io.trainyard.node.cache.BlobCache;
import io.trainyard.node.store.CorruptBlobException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Datasets for a worker: whole in memory up to a limit, streamed in chunks above it. Chunks are
 * fetched a few at once. Safe for use by any thread.
 */
public final class DatasetSource implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DatasetSource.class);

  /** More than there are cores would only wait for each other: unpacking is most of the work. */
  private static final int FETCHES =
      Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));

  private final DatasetCatalog catalog;
  private final BlobCache cache;
  private final MemoryLimits limits;
  private final ExecutorService fetchers =
      Executors.newFixedThreadPool(
          FETCHES,
          task -> {
            Thread thread = new Thread(task, "chunk-fetch");
            thread.setDaemon(true);
            return thread;
          });

  public DatasetSource(DatasetCatalog catalog, BlobCache cache, MemoryLimits limits) {
    this.catalog = catalog;
    this.cache = cache;
    this.limits = limits;
  }

  /**
   * Makes a dataset ready. Blocking.
   *
   * @param id the whole id
   * @throws CorruptDatasetException when a chunk is damaged where it is stored
   * @throws TrainyardException when it cannot be had just now, or is not there
   */
  public LoadedDataset load(String id, LoadProgress progress) {
    return load(id, progress, Requests.ONCE);
  }

  /**
   * The same.
   *
   * @param requests makes each request for a chunk, also while a dataset larger than memory is
   *     streamed
   */
  public LoadedDataset load(String id, LoadProgress progress, Requests requests) {
    DatasetManifest manifest = requests.make(() -> manifest(id));
    ReadCount reads = new ReadCount();
    Loading loading = new Loading(manifest, reads, progress, requests);
    LoadedDataset loaded =
        new LoadedDataset(
            manifest,
            loading.split("training", manifest.training()),
            loading.split("validation", manifest.validation()),
            loading.split("test", manifest.test()),
            reads);
    log.atInfo()
        .addKeyValue("dataset", id)
        .addKeyValue("chunks", manifest.chunks())
        .addKeyValue("fromRedis", reads.hits())
        .addKeyValue("fromCassandra", reads.misses())
        .log("A dataset is ready");
    return loaded;
  }

  /** What is known of a dataset without its chunks. Blocking; throws as {@link #load}. */
  public DatasetManifest manifest(String id) {
    try {
      return catalog.manifest(id);
    } catch (CorruptBlobException e) {
      throw new CorruptDatasetException(id, e);
    }
  }

  @Override
  public void close() {
    fetchers.shutdownNow();
  }

  /** One dataset on its way. */
  private final class Loading {
    private final DatasetManifest manifest;
    private final ReadCount reads;
    private final LoadProgress progress;
    private final Requests requests;
    private int loaded;

    Loading(DatasetManifest manifest, ReadCount reads, LoadProgress progress, Requests requests) {
      this.manifest = manifest;
      this.reads = reads;
      this.progress = progress;
      this.requests = requests;
    }

    SplitData split(String name, DatasetSplit split) {
      CachedChunks chunks = new CachedChunks(name, split, manifest, cache, reads, requests);
      return limits.holds(manifest.chunks())
          ? held(chunks)
          : new StreamedSamples(chunks, split.items(), limits.window(), fetchers);
    }

    private SplitData held(CachedChunks source) {
      List<Future<Chunk>> fetches = new ArrayList<>();
      for (int i = 0; i < source.chunks(); i++) {
        int index = i;
        fetches.add(fetchers.submit(() -> source.get(index)));
      }
      try {
        List<Chunk> chunks = new ArrayList<>();
        for (Future<Chunk> fetch : fetches) {
          chunks.add(await(fetch));
          loaded++;
          progress.loaded(loaded, manifest.chunks());
        }
        return new Samples(chunks);
      } finally {
        fetches.forEach(fetch -> fetch.cancel(true));
      }
    }
  }

  private static Chunk await(Future<Chunk> fetch) {
    try {
      return fetch.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TrainyardException known) {
        throw known;
      }
      throw new TrainyardException(ErrorCode.INTERNAL, "A chunk could not be loaded.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainyardException(
          ErrorCode.NOT_READY, "Interrupted while a dataset was being loaded.", e);
    }
  }
}
