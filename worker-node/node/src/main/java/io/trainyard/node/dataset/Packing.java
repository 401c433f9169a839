package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.DatasetSplit;
import io.trainyard.engine.data.ChunkCodec;
import io.trainyard.engine.data.ItemSource;
import io.trainyard.node.store.BlobRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** Packs one split after the other and remembers which chunks each came to. One thread uses it. */
final class Packing {
  private final ChunkCodec codec;
  private final ChunkUploads uploads;
  private final LongConsumer progress;
  private final List<Range> ranges = new ArrayList<>();
  private long packed;

  /**
   * @param progress is told after each chunk how many items have been packed
   */
  Packing(ChunkCodec codec, ChunkUploads uploads, LongConsumer progress) {
    this.codec = codec;
    this.uploads = uploads;
    this.progress = progress;
  }

  private record Range(long items, int from, int to) {}

  void add(ItemSource source, LongStream order) throws IOException {
    int from = uploads.count();
    long items = codec.pack(source, order.iterator(), this::add);
    ranges.add(new Range(items, from, uploads.count()));
  }

  private void add(byte[] chunk, int items) {
    uploads.add(chunk);
    packed += items;
    progress.accept(packed);
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
