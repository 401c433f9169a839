package io.trainyard.engine.train;

import io.trainyard.engine.data.Chunk;
import io.trainyard.engine.data.ChunkCodec;
import io.trainyard.engine.data.ItemSource;
import io.trainyard.engine.data.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;

/** Datasets for tests, by way of the chunks that runs read. */
final class Digits {
  private Digits() {}

  static Samples samples(ItemSource source, PrimitiveIterator.OfLong indices) throws IOException {
    ChunkCodec codec = new ChunkCodec(source.itemShape(), source.classes());
    List<Chunk> chunks = new ArrayList<>();
    codec.pack(source, indices, (raw, items) -> chunks.add(codec.unpack(raw)));
    return new Samples(chunks);
  }
}
