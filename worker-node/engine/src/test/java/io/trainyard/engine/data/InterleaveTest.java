package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterleaveTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 6, 7, 12, 100, 997, 10_000, 60_000})
  void visitsEveryItemOnce(long items) {
    Interleave interleave = new Interleave(items);

    assertThat(LongStream.range(0, items).map(interleave::indexAt).sorted().toArray())
        .isEqualTo(LongStream.range(0, items).toArray());
  }

  @Test
  void mixesASetSortedByClass() {
    Interleave interleave = new Interleave(60_000);

    for (int window = 0; window < 600; window++) {
      Set<Long> classes = new HashSet<>();
      for (int i = 0; i < 100; i++) {
        classes.add(interleave.indexAt(window * 100L + i) / 6_000);
      }
      assertThat(classes).hasSize(10);
    }
  }

  @Test
  void reachesTheLargestSets() {
    Interleave interleave = new Interleave(Integer.MAX_VALUE);

    assertThat(interleave.indexAt(Integer.MAX_VALUE - 1L)).isBetween(0L, (long) Integer.MAX_VALUE);
  }
}
