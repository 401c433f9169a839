package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.contract.dataset.DatasetSplit;
import io.trainyard.engine.data.ChunkCodec;
import io.trainyard.engine.data.Interleave;
import io.trainyard.engine.data.ItemSource;
import io.trainyard.engine.data.Split;
import io.trainyard.engine.data.Splits;
import io.trainyard.node.store.BlobRecord;
import io.trainyard.node.store.BlobStore;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Packs items into chunks and stores them; holds a few chunks in memory whatever the size. What it
 * stored is not a dataset yet: that is for whoever publishes the manifest. Safe for use by any
 * thread.
 */
final class Ingest {
  private final BlobStore blobs;

  Ingest(BlobStore blobs) {
    this.blobs = blobs;
  }

  /** What an ingest stored: a manifest, and the row of each chunk in the manifest's order. */
  record Packed(DatasetManifest manifest, List<BlobRecord> chunks) {
    Packed {
      chunks = List.copyOf(chunks);
    }

    long rawBytes() {
      return chunks.stream().mapToLong(BlobRecord::rawBytes).sum();
    }

    long storedBytes() {
      return chunks.stream().mapToLong(BlobRecord::storedBytes).sum();
    }

    boolean underReplicated() {
      return chunks.stream().anyMatch(BlobRecord::underReplicated);
    }
  }

  /**
   * Packs and stores; returns when nothing of it is on its way any more.
   *
   * @param stored gets the ids of the chunks that were stored, also when it fails
   */
  Packed store(IngestInput input, Collection<String> stored, StoreProgress progress)
      throws IOException {
    ChunkUploads uploads = new ChunkUploads(blobs);
    try {
      return store(input, uploads, progress);
    } finally {
      uploads.close();
      stored.addAll(uploads.ids());
    }
  }

  private static Packed store(IngestInput input, ChunkUploads uploads, StoreProgress progress)
      throws IOException {
    ItemSource items = input.training();
    Splits splits =
        input.test().isPresent()
            ? Splits.withValidation(items.items())
            : Splits.withValidationAndTest(items.items());
    long all = items.items() + input.test().map(ItemSource::items).orElse(0L);
    ChunkCodec codec = new ChunkCodec(items.itemShape(), items.classes());
    Packing packing = new Packing(codec, uploads, packed -> progress.stored(packed, all));
    packing.add(items, splits.indices(Split.TRAINING));
    packing.add(items, splits.indices(Split.VALIDATION));
    if (input.test().isPresent()) {
      packing.add(input.test().get(), mixed(input.test().get().items()));
    } else {
      packing.add(items, splits.indices(Split.TEST));
    }
    return packed(input, packing, uploads.all());
  }

  private static LongStream mixed(long items) {
    Interleave interleave = new Interleave(items);
    return LongStream.range(0, items).map(interleave::indexAt);
  }

  private static Packed packed(IngestInput input, Packing packing, List<BlobRecord> chunks) {
    List<DatasetSplit> splits = packing.splits(chunks);
    return new Packed(
        new DatasetManifest(
            DatasetManifest.IMAGE_CLASSIFICATION,
            input.training().itemShape().dimensions(),
            input.training().classes(),
            input.labels(),
            input.synthetic(),
            splits.get(0),
            splits.get(1),
            splits.get(2)),
        chunks);
  }
}
