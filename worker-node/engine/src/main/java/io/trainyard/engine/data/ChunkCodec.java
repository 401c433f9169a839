package io.trainyard.engine.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.PrimitiveIterator;

/**
 * The raw layout of chunks: items one after the other, each a two-byte big-endian label and then
 * its bytes. A chunk holds as many whole items as fit into {@value #CHUNK_BYTES} bytes; only a
 * split's last one is smaller. Compression happens elsewhere.
 */
public final class ChunkCodec {
  public static final int CHUNK_BYTES = 5_000_000;
  static final int LABEL_BYTES = 2;

  /** The largest item that fits into a chunk. */
  public static final int LARGEST_ITEM = CHUNK_BYTES - LABEL_BYTES;

  private final ItemShape shape;
  private final int classes;
  private final int chunkBytes;

  public ChunkCodec(ItemShape shape, int classes) {
    this(shape, classes, CHUNK_BYTES);
  }

  /** With another size of chunk, so that a few items can make many chunks. */
  ChunkCodec(ItemShape shape, int classes, int chunkBytes) {
    if (shape.size() > chunkBytes - LABEL_BYTES) {
      throw new IllegalArgumentException(
          "an item of " + shape.size() + " bytes does not fit into a chunk of " + chunkBytes);
    }
    this.shape = shape;
    this.classes = classes;
    this.chunkBytes = chunkBytes;
  }

  /** Items in each chunk but the last. */
  public int itemsPerChunk() {
    return chunkBytes / recordBytes();
  }

  /** Takes finished chunks, in order. */
  public interface Sink {
    /**
     * Takes one chunk.
     *
     * @param raw the chunk, the receiver's to keep
     * @param items how many it holds
     */
    void accept(byte[] raw, int items) throws IOException;
  }

  /**
   * Packs items in the order given; holds one chunk in memory.
   *
   * @return the number of items packed
   */
  public long pack(ItemSource source, PrimitiveIterator.OfLong indices, Sink sink)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(itemsPerChunk() * recordBytes());
    long packed = 0;
    while (indices.hasNext()) {
      long index = indices.nextLong();
      chunk.putShort((short) source.label(index));
      source.read(index, chunk);
      packed++;
      if (!chunk.hasRemaining()) {
        sink.accept(chunk.array().clone(), itemsPerChunk());
        chunk.clear();
      }
    }
    if (chunk.position() > 0) {
      byte[] last = new byte[chunk.position()];
      chunk.flip().get(last);
      sink.accept(last, last.length / recordBytes());
    }
    return packed;
  }

  /**
   * Reads a chunk without copying it.
   *
   * @throws CorruptChunkException when it holds no whole number of items or a label out of range
   */
  public Chunk unpack(byte[] raw) {
    if (raw.length == 0 || raw.length % recordBytes() != 0 || raw.length > chunkBytes) {
      throw new CorruptChunkException(
          "a chunk of " + raw.length + " bytes holds no whole number of items of " + shape);
    }
    Chunk chunk = new Chunk(raw, shape.size());
    for (int i = 0; i < chunk.items(); i++) {
      if (chunk.label(i) >= classes) {
        throw new CorruptChunkException(
            "item " + i + " has label " + chunk.label(i) + " of " + classes + " classes");
      }
    }
    return chunk;
  }

  private int recordBytes() {
    return LABEL_BYTES + shape.size();
  }
}
