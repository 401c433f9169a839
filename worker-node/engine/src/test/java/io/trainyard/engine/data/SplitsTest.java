package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {
  @Test
  void takesOneItemInTwelveForValidation() {
    Splits splits = Splits.withValidation(60_000);

    assertThat(splits.size(Split.TRAINING)).isEqualTo(55_000);
    assertThat(splits.size(Split.VALIDATION)).isEqualTo(5_000);
    assertThat(splits.size(Split.TEST)).isZero();
  }

  @Test
  void holdsOneInSixOutWhereThereIsNoTestSet() {
    Splits splits = Splits.withValidationAndTest(72_000);

    assertThat(splits.size(Split.TEST)).isEqualTo(12_000);
    assertThat(splits.size(Split.VALIDATION)).isEqualTo(5_000);
    assertThat(splits.size(Split.TRAINING)).isEqualTo(55_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5, 6, 7, 11, 12, 13, 100, 1234})
  void countsWhatItGivesOut(long items) {
    for (Splits splits :
        new Splits[] {Splits.withValidation(items), Splits.withValidationAndTest(items)}) {
      for (Split split : Split.values()) {
        long[] indices = splits.indices(split).toArray();
        assertThat(indices).hasSize((int) splits.size(split)).doesNotHaveDuplicates();
      }
      assertThat(
              LongStream.of(
                      splits.size(Split.TRAINING),
                      splits.size(Split.VALIDATION),
                      splits.size(Split.TEST))
                  .sum())
          .isEqualTo(items);
    }
  }

  @Test
  void choosesWithoutARhythm() {
    Splits splits = Splits.withValidation(60_000);

    long[] byRemainder = new long[10];
    LongStream.range(0, 60_000)
        .filter(i -> splits.of(i) == Split.VALIDATION)
        .forEach(i -> byRemainder[(int) (i % 10)]++);

    for (long count : byRemainder) {
      assertThat(count).isBetween(400L, 600L);
    }
  }
}
