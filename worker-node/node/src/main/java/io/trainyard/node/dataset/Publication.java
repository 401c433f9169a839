package io.trainyard.node.dataset;

import io.trainyard.contract.codec.Json;
import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.dataset.Ingest.Packed;
import io.trainyard.node.store.BlobBytes;
import io.trainyard.node.store.BlobKind;
import io.trainyard.node.store.BlobRecord;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.DatasetTable;
import io.trainyard.node.store.DatasetTable.Entry;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes stored chunks a dataset: the manifest, then the row by which it is seen. One at a time, so
 * that a name has one owner. Blocking. Safe for use by any thread.
 */
final class Publication {
  private final BlobStore blobs;
  private final DatasetTable table;
  private final Clock clock;

  Publication(BlobStore blobs, DatasetTable table, Clock clock) {
    this.blobs = blobs;
    this.table = table;
    this.clock = clock;
  }

  /** A dataset that can be seen, and whether it could be before. */
  record Published(DatasetView view, boolean present) {}

  /**
   * Publishes.
   *
   * @param sourceDigest by which the same source is known again
   * @throws TrainyardException NAME_TAKEN when another dataset has the name
   */
  synchronized Published publish(
      String name, IngestInput input, Packed packed, String sourceDigest) {
    ByteBuffer json = ByteBuffer.wrap(Json.bytes(packed.manifest()));
    String id = BlobBytes.sha256(json);
    List<Entry> all = table.all();
    Optional<Entry> known = all.stream().filter(entry -> entry.view().id().equals(id)).findFirst();
    if (known.isEmpty()) {
      checkName(all, name);
    }
    BlobRecord manifest = blobs.put(BlobKind.MANIFEST, json, Map.of("name", name));
    if (known.isPresent()) {
      table.addSource(id, sourceDigest);
      return new Published(known.get().view(), true);
    }
    boolean full = !manifest.underReplicated() && !packed.underReplicated();
    DatasetView view = view(id, name, input, packed, full);
    if (!table.put(new Entry(view, Set.of(sourceDigest))) && full) {
      view = view(id, name, input, packed, false);
      table.put(new Entry(view, Set.of(sourceDigest)));
    }
    return new Published(view, false);
  }

  private static void checkName(List<Entry> all, String name) {
    all.stream()
        .map(Entry::view)
        .filter(view -> view.name().equals(name))
        .findFirst()
        .ifPresent(
            owner -> {
              throw new TrainyardException(
                  ErrorCode.NAME_TAKEN,
                  "The name %s belongs to dataset %.12s, which holds other data. Choose another, or"
                          .formatted(name, owner.id())
                      + " remove that one.");
            });
  }

  private DatasetView view(String id, String name, IngestInput input, Packed packed, boolean full) {
    DatasetManifest manifest = packed.manifest();
    return new DatasetView(
        id,
        name,
        input.source(),
        input.synthetic(),
        clock.instant(),
        manifest.itemShape(),
        manifest.classes(),
        manifest.labels(),
        manifest.training().items(),
        manifest.validation().items(),
        manifest.test().items(),
        manifest.chunks(),
        packed.rawBytes(),
        packed.storedBytes(),
        full ? blobs.replicas() : 1,
        input.warnings());
  }
}
