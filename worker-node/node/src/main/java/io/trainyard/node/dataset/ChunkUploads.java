package io.trainyard.node.dataset;

import io.trainyard.node.store.BlobKind;
import io.trainyard.node.store.BlobRecord;
import io.trainyard.node.store.BlobStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Stores chunks while the next ones are packed; never more than {@value #IN_FLIGHT} are in memory
 * here. One thread feeds it.
 */
final class ChunkUploads implements AutoCloseable {
  private static final int IN_FLIGHT = 4;

  private final BlobStore blobs;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          IN_FLIGHT,
          task -> {
            Thread thread = new Thread(task, "ingest");
            thread.setDaemon(true);
            return thread;
          });
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
  private final List<CompletableFuture<BlobRecord>> chunks = new ArrayList<>();

  ChunkUploads(BlobStore blobs) {
    this.blobs = blobs;
  }

  /** Takes a chunk over; waits while too many are on their way. */
  void add(byte[] raw) {
    inFlight.acquireUninterruptibly();
    failFast();
    chunks.add(
        CompletableFuture.supplyAsync(
                () -> blobs.put(BlobKind.CHUNK, ByteBuffer.wrap(raw), Map.of()), threads)
            .whenComplete((record, failure) -> inFlight.release()));
  }

  private void failFast() {
    if (chunks.stream().anyMatch(CompletableFuture::isCompletedExceptionally)) {
      inFlight.release();
      all();
    }
  }

  /** The rows of all chunks in the order they were added; throws what storing one threw. */
  List<BlobRecord> all() {
    try {
      return chunks.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }

  /** Ids of the chunks stored so far, those of a failed ingest too. */
  List<String> ids() {
    return chunks.stream()
        .filter(chunk -> chunk.isDone() && !chunk.isCompletedExceptionally())
        .map(chunk -> chunk.join().id())
        .toList();
  }

  int count() {
    return chunks.size();
  }

  /** Waits for what is on its way: a failed ingest leaves nothing running. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
