package io.trainyard.node.dataset;

import io.trainyard.contract.codec.Json;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.store.BlobBytes;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.DatasetTable;
import io.trainyard.node.store.DatasetTable.Entry;
import io.trainyard.node.store.DatasetTable.Listing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds datasets and their manifests; a manifest is a blob whose hash is the dataset's id, so that
 * it is checked as it is read. Blocking. Safe for use by any thread.
 */
public final class DatasetCatalog {
  private static final int SHORTEST_PREFIX = 4;

  private final DatasetTable table;
  private final BlobStore blobs;

  public DatasetCatalog(DatasetTable table, BlobStore blobs) {
    this.table = table;
    this.blobs = blobs;
  }

  /** All datasets, newest first. */
  public List<DatasetView> list() {
    return table.all().stream()
        .map(Entry::view)
        .sorted(Comparator.comparing(DatasetView::storedAt).reversed())
        .toList();
  }

  /**
   * The dataset of an id, a name or a unique prefix of an id; throws DATASET_NOT_FOUND, or
   * CASSANDRA_UNAVAILABLE when only nodes answer that do not know it.
   */
  public DatasetView find(String ref) {
    Listing listing = table.look();
    Optional<DatasetView> found = pick(listing.entries(), ref);
    if (found.isEmpty() && !listing.complete()) {
      found = pick(whole(ref), ref);
    }
    return found.orElseThrow(() -> unknown(ref));
  }

  private List<Entry> whole(String ref) {
    try {
      return table.allStrictly();
    } catch (TrainyardException e) {
      throw new TrainyardException(
          ErrorCode.CASSANDRA_UNAVAILABLE,
          "The nodes of Cassandra that are up do not know dataset %s."
              .formatted(Words.printable(ref)),
          e);
    }
  }

  private static Optional<DatasetView> pick(List<Entry> entries, String ref) {
    List<DatasetView> views = entries.stream().map(Entry::view).toList();
    return exact(views, ref).or(() -> byPrefix(views, ref));
  }

  /**
   * The ids of all datasets and of all their chunks; throws when that cannot be known for sure, for
   * example while a node of Cassandra is away.
   */
  public Set<String> named() {
    Set<String> named = new HashSet<>();
    for (Entry entry : table.allStrictly()) {
      named.add(entry.view().id());
      named.addAll(ChunkCollector.chunks(manifest(entry.view().id())));
    }
    return named;
  }

  private static Optional<DatasetView> exact(List<DatasetView> all, String ref) {
    return all.stream()
        .filter(view -> view.id().equals(ref) || view.name().equals(ref))
        .findFirst();
  }

  private static Optional<DatasetView> byPrefix(List<DatasetView> all, String ref) {
    if (ref.length() < SHORTEST_PREFIX) {
      return Optional.empty();
    }
    List<DatasetView> begun = all.stream().filter(view -> view.id().startsWith(ref)).toList();
    if (begun.size() > 1) {
      throw new TrainyardException(
          ErrorCode.DATASET_NOT_FOUND,
          "%d datasets begin with %s: give more of the id.".formatted(begun.size(), ref));
    }
    return begun.stream().findFirst();
  }

  private static TrainyardException unknown(String ref) {
    String remedy =
        ref.equals(DatasetName.MNIST)
            ? "Store it with POST /store_mnist_dataset_to_cassandra."
            : "See the list for those there are.";
    return new TrainyardException(
        ErrorCode.DATASET_NOT_FOUND,
        "There is no dataset %s. %s".formatted(Words.printable(ref), remedy));
  }

  /** The manifest of a dataset by its whole id. */
  public DatasetManifest manifest(String id) {
    ByteBuffer json =
        blobs
            .readRaw(id)
            .orElseThrow(
                () ->
                    new TrainyardException(
                        ErrorCode.DATASET_NOT_FOUND,
                        "Dataset %s is not stored any more.".formatted(Words.printable(id))));
    try {
      return Json.read(BlobBytes.of(json), DatasetManifest.class);
    } catch (IOException e) {
      throw new TrainyardException(
          ErrorCode.INTERNAL, "The manifest of dataset %s cannot be read.".formatted(id), e);
    }
  }
}
