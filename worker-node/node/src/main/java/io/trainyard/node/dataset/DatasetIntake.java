package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.dataset.Publication.Published;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.CorruptBlobException;
import io.trainyard.node.store.DatasetTable;
import io.trainyard.node.store.DatasetTable.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a source in: known already, or packed, stored and published. The same source twice at once
 * is taken in once. Blocking. Safe for use by any thread.
 */
final class DatasetIntake {
  private final DatasetTable table;
  private final DatasetCatalog catalog;
  private final BlobStore blobs;
  private final Ingest ingest;
  private final Publication publication;
  private final ChunkCollector collector;
  private final FreeDisk disk;
  private final KeyedLocks sources = new KeyedLocks();

  DatasetIntake(
      DatasetTable table,
      DatasetCatalog catalog,
      BlobStore blobs,
      Publication publication,
      ChunkCollector collector,
      FreeDisk disk) {
    this.table = table;
    this.catalog = catalog;
    this.blobs = blobs;
    this.ingest = new Ingest(blobs);
    this.publication = publication;
    this.collector = collector;
    this.disk = disk;
  }

  /** Opened only when the source is not known yet. */
  interface Source {
    /** Calls back with the items, which are closed after it. */
    Published open(Reader reader) throws IOException;

    /** What is to be done with the items. */
    interface Reader {
      Published read(IngestInput input) throws IOException;
    }
  }

  /**
   * Takes in.
   *
   * @param digest by which the source is known again
   */
  Published take(String name, String digest, Source source) {
    return sources.alone(digest, () -> known(digest).orElseGet(() -> fresh(name, digest, source)));
  }

  private Optional<Published> known(String digest) {
    return table.all().stream()
        .filter(entry -> entry.sources().contains(digest))
        .map(Entry::view)
        .filter(this::whole)
        .findFirst()
        .map(view -> new Published(view, true));
  }

  /** What is missing or damaged, or a lone node does not know, is a reason to take it in again. */
  private boolean whole(DatasetView view) {
    try {
      return isWhole(view.id())
          && ChunkCollector.chunks(catalog.manifest(view.id())).stream().allMatch(this::isWhole);
    } catch (TrainyardException e) {
      if (e.code() == ErrorCode.CASSANDRA_UNAVAILABLE || e instanceof CorruptBlobException) {
        return false;
      }
      throw e;
    }
  }

  private boolean isWhole(String blob) {
    return blobs.find(blob).filter(row -> !row.damaged()).isPresent();
  }

  private Published fresh(String name, String digest, Source source) {
    disk.check();
    List<String> stored = new ArrayList<>();
    try {
      return collector.storing(() -> open(name, digest, source, stored));
    } catch (RuntimeException e) {
      collector.collectAfterFailure(stored);
      throw e;
    }
  }

  private Published open(String name, String digest, Source source, List<String> stored) {
    try {
      return source.open(
          input -> publication.publish(name, input, ingest.store(input, stored), digest));
    } catch (IOException e) {
      // A full disk is why most reads and unpackings fail.
      disk.check();
      throw new TrainyardException(
          ErrorCode.INVALID_DATASET, "The files cannot be read: " + e.getMessage(), e);
    }
  }
}
