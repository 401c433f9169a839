package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChunkCodecTest {
  private final ChunkCodec codec = new ChunkCodec(NumberedItems.SHAPE, 10, 20);

  @Test
  void packsAsManyWholeItemsAsFit() throws IOException {
    List<byte[]> chunks = new ArrayList<>();

    long packed =
        codec.pack(
            new NumberedItems(300),
            LongStream.of(258, 7, 13, 4).iterator(),
            (raw, items) -> chunks.add(raw));

    assertThat(packed).isEqualTo(4);
    assertThat(codec.itemsPerChunk()).isEqualTo(3);
    assertThat(chunks).hasSize(2);
    assertThat(chunks.get(0))
        .containsExactly(0, 8, 0, 0, 1, 2, 0, 7, 0, 0, 0, 7, 0, 3, 0, 0, 0, 13);
    assertThat(chunks.get(1)).containsExactly(0, 4, 0, 0, 0, 4);
  }

  @Test
  void chunksOfMnistHoldFiveMillionBytesAtMost() {
    ChunkCodec mnist = new ChunkCodec(ItemShape.of(28, 28), 10);

    assertThat(mnist.itemsPerChunk()).isEqualTo(6361);
    assertThat(mnist.itemsPerChunk() * 786).isLessThanOrEqualTo(5_000_000);
    assertThat((mnist.itemsPerChunk() + 1) * 786).isGreaterThan(5_000_000);
  }

  @Test
  void unpacksWhatItPacked() throws IOException {
    List<byte[]> chunks = new ArrayList<>();
    codec.pack(
        new NumberedItems(3), LongStream.range(0, 3).iterator(), (raw, n) -> chunks.add(raw));

    Chunk chunk = codec.unpack(chunks.get(0));
    Batch batch = new Batch(3, new int[] {0, 1, 2, 3});
    batch.add(chunk, 2);

    assertThat(chunk.items()).isEqualTo(3);
    assertThat(batch.labels()[0]).isEqualTo(2);
    assertThat(NumberedItems.numbers(batch)).containsExactly(2);
  }

  @Test
  void refusesBytesThatAreNoChunk() {
    assertThatThrownBy(() -> codec.unpack(new byte[7])).isInstanceOf(CorruptChunkException.class);
    assertThatThrownBy(() -> codec.unpack(new byte[0])).isInstanceOf(CorruptChunkException.class);
    assertThatThrownBy(() -> codec.unpack(new byte[24])).isInstanceOf(CorruptChunkException.class);
    assertThatThrownBy(() -> codec.unpack(new byte[] {0, 10, 1, 2, 3, 4}))
        .isInstanceOf(CorruptChunkException.class)
        .hasMessageContaining("label 10 of 10 classes");
  }
}
