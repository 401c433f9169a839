package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SplitDataTest {
  private static final int ITEMS = 32;
  private final ExecutorService fetcher = Executors.newSingleThreadExecutor();
  private final List<Chunk> chunks = chunks();

  @AfterEach
  void stop() {
    fetcher.shutdownNow();
  }

  @Test
  void givesEveryItemOnceTheLastBatchSmaller() throws IOException {
    for (SplitData data : List.of(new Samples(chunks), streamed(2))) {
      List<Integer> sizes = new ArrayList<>();
      List<Integer> seen = read(data.shuffled(7, 1), sizes);

      assertThat(sizes).containsExactly(5, 5, 5, 5, 5, 5, 2);
      assertThat(seen).containsExactlyInAnyOrderElementsOf(range());
      assertThat(seen).isNotEqualTo(range());
      assertThat(read(data.inOrder(), sizes)).isEqualTo(range());
    }
  }

  @Test
  void ordersByTheSeedAndTheEpochAlone() throws IOException {
    for (SplitData data : List.of(new Samples(chunks), streamed(2))) {
      List<Integer> first = read(data.shuffled(7, 1), new ArrayList<>());

      assertThat(read(data.shuffled(7, 1), new ArrayList<>())).isEqualTo(first);
      assertThat(read(data.shuffled(7, 2), new ArrayList<>())).isNotEqualTo(first);
      assertThat(read(data.shuffled(8, 1), new ArrayList<>())).isNotEqualTo(first);
    }
  }

  @Test
  void goesOnBehindWhatIsPassedOver() throws IOException {
    for (SplitData data : List.of(new Samples(chunks), streamed(2))) {
      List<Integer> all = read(data.shuffled(7, 1), new ArrayList<>());
      for (int passed = 0; passed <= ITEMS; passed++) {
        ItemStream stream = data.shuffled(7, 1);

        assertThat(stream.skip(passed)).isEqualTo(passed);

        assertThat(read(stream, new ArrayList<>())).isEqualTo(all.subList(passed, ITEMS));
        assertThat(stream.skip(1)).isZero();
      }
    }
  }

  @Test
  void tellsOfEveryChunkThatCame() throws IOException {
    AtomicInteger told = new AtomicInteger();
    ChunkSource telling = ChunkSource.telling(source(new AtomicInteger()), told::incrementAndGet);

    Samples.load(telling);

    assertThat(told).hasValue(chunks.size());
  }

  @Test
  void shufflesInsideItsWindowWhenStreamed() throws IOException {
    List<Integer> seen = read(streamed(2).shuffled(7, 1), new ArrayList<>());

    List<Integer> chunksOfFirstWindow =
        seen.subList(0, 6).stream().map(item -> item / 3).distinct().toList();
    assertThat(chunksOfFirstWindow).hasSize(2);
  }

  @Test
  void fetchesOneChunkAhead() throws IOException {
    AtomicInteger loaded = new AtomicInteger();
    ChunkSource counting = source(loaded);
    SplitData data = new StreamedSamples(counting, ITEMS, 2, Runnable::run);

    try (ItemStream stream = data.shuffled(7, 1)) {
      assertThat(loaded).hasValue(1);
      stream.next(new Batch(1, new int[] {0, 1, 2, 3}));
      assertThat(loaded).hasValue(3);
    }
  }

  @Test
  void saysWhyAChunkCannotBeHad() {
    ChunkSource broken =
        new ChunkSource() {
          @Override
          public int chunks() {
            return 1;
          }

          @Override
          public Chunk load(int index) throws IOException {
            throw new IOException("no store answers");
          }
        };
    SplitData data = new StreamedSamples(broken, 3, 1, fetcher);

    assertThatThrownBy(() -> data.inOrder().next(new Batch(1, new int[] {0})))
        .isInstanceOf(IOException.class)
        .hasRootCauseMessage("no store answers");
  }

  private SplitData streamed(int window) {
    return new StreamedSamples(source(new AtomicInteger()), ITEMS, window, fetcher);
  }

  private ChunkSource source(AtomicInteger loaded) {
    return new ChunkSource() {
      @Override
      public int chunks() {
        return chunks.size();
      }

      @Override
      public Chunk load(int index) {
        loaded.incrementAndGet();
        return chunks.get(index);
      }
    };
  }

  private static List<Chunk> chunks() {
    ChunkCodec codec = new ChunkCodec(NumberedItems.SHAPE, 10, 20);
    List<Chunk> chunks = new ArrayList<>();
    try {
      codec.pack(
          new NumberedItems(ITEMS),
          LongStream.range(0, ITEMS).iterator(),
          (raw, items) -> chunks.add(codec.unpack(raw)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return chunks;
  }

  private static List<Integer> read(ItemStream stream, List<Integer> sizes) throws IOException {
    List<Integer> seen = new ArrayList<>();
    Batch batch = new Batch(5, new int[] {0, 1, 2, 3});
    while (stream.next(batch)) {
      sizes.add(batch.items());
      IntStream.of(NumberedItems.numbers(batch)).forEach(seen::add);
    }
    return seen;
  }

  private static List<Integer> range() {
    return IntStream.range(0, ITEMS).boxed().toList();
  }
}
