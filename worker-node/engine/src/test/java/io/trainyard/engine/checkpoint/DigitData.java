package io.trainyard.engine.checkpoint;

import io.trainyard.engine.data.Chunk;
import io.trainyard.engine.data.ChunkCodec;
import io.trainyard.engine.data.ChunkSource;
import io.trainyard.engine.data.Samples;
import io.trainyard.engine.data.SplitData;
import io.trainyard.engine.data.StreamedSamples;
import io.trainyard.engine.synthetic.SyntheticDigits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;

/** Drawn digits in small chunks, held or streamed. */
final class DigitData implements ChunkSource {
  private static final int ITEMS_PER_CHUNK = 20;

  private final List<Chunk> chunks = new ArrayList<>();
  private final int items;

  DigitData(int items, long seed) {
    this.items = items;
    SyntheticDigits digits = new SyntheticDigits(items, seed);
    ChunkCodec codec = new ChunkCodec(digits.itemShape(), digits.classes());
    try {
      for (int first = 0; first < items; first += ITEMS_PER_CHUNK) {
        LongStream some = LongStream.range(first, Math.min(items, first + ITEMS_PER_CHUNK));
        codec.pack(digits, some.iterator(), (raw, count) -> chunks.add(codec.unpack(raw)));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  SplitData held() {
    return new Samples(chunks);
  }

  SplitData streamed(Executor fetcher) {
    return new StreamedSamples(this, items, 3, fetcher);
  }

  @Override
  public int chunks() {
    return chunks.size();
  }

  @Override
  public Chunk load(int index) {
    return chunks.get(index);
  }
}
