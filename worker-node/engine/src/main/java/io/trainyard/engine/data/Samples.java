package io.trainyard.engine.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A split held in memory as its raw chunks. Shuffled as a whole. Immutable. */
public final class Samples implements SplitData {
  private final List<Chunk> chunks;
  private final int itemsPerChunk;
  private final int items;

  /**
   * @param chunks in order; all but the last hold the same number of items
   */
  public Samples(List<Chunk> chunks) {
    this.chunks = List.copyOf(chunks);
    this.itemsPerChunk = chunks.isEmpty() ? 1 : chunks.get(0).items();
    for (int i = 0; i < chunks.size() - 1; i++) {
      if (chunks.get(i).items() != itemsPerChunk) {
        throw new CorruptChunkException("chunk " + i + " is smaller, but not the last");
      }
    }
    this.items = Math.toIntExact(chunks.stream().mapToLong(Chunk::items).sum());
  }

  /** Loads all chunks of a source. */
  public static Samples load(ChunkSource source) throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < source.chunks(); i++) {
      chunks.add(source.load(i));
    }
    return new Samples(chunks);
  }

  @Override
  public long items() {
    return items;
  }

  @Override
  public ItemStream shuffled(long seed, int epoch) {
    int[] order = new int[items];
    for (int i = 0; i < items; i++) {
      order[i] = i;
    }
    Shuffle.shuffle(order, new SplittableRandom(Mix.of(seed, epoch)));
    return new Pass(order);
  }

  @Override
  public ItemStream inOrder() {
    return new Pass(null);
  }

  private final class Pass implements ItemStream {
    private final int @org.jspecify.annotations.Nullable [] order;
    private int position;

    Pass(int @org.jspecify.annotations.Nullable [] order) {
      this.order = order;
    }

    @Override
    public boolean next(Batch batch) {
      batch.clear();
      while (position < items && !batch.isFull()) {
        int index = order == null ? position : order[position];
        batch.add(chunks.get(index / itemsPerChunk), index % itemsPerChunk);
        position++;
      }
      return batch.items() > 0;
    }

    @Override
    public long skip(long wanted) {
      int skipped = (int) Math.min(wanted, items - position);
      position += skipped;
      return skipped;
    }
  }
}
