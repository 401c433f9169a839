package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.DatasetSplit;
import io.trainyard.engine.data.ChunkCodec;
import io.trainyard.engine.data.ItemSource;
import io.trainyard.node.store.BlobRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Packs one split after the other and remembers which chunks each came to. One thread uses it. */
final class Packing {
  private final ChunkCodec codec;
  private final ChunkUploads uploads;
  private final List<Range> ranges = new ArrayList<>();

  Packing(ChunkCodec codec, ChunkUploads uploads) {
    this.codec = codec;
    this.uploads = uploads;
  }

  private record Range(long items, int from, int to) {}

  void add(ItemSource source, LongStream order) throws IOException {
    int from = uploads.count();
    long items = codec.pack(source, order.iterator(), (raw, held) -> uploads.add(raw));
    ranges.add(new Range(items, from, uploads.count()));
  }

  /**
   * The splits in the order they were added.
   *
   * @param chunks the rows of all chunks, in order
   */
  List<DatasetSplit> splits(List<BlobRecord> chunks) {
    return ranges.stream()
        .map(range -> split(range.items(), chunks.subList(range.from(), range.to())))
        .toList();
  }

  private static DatasetSplit split(long items, List<BlobRecord> chunks) {
    return new DatasetSplit(items, chunks.stream().map(BlobRecord::id).toList());
  }
}
