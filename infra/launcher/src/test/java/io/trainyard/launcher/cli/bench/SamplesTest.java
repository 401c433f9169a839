package io.trainyard.launcher.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void medianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
    assertThat(new Samples(List.of(9.0, 1.0, 5.0)).median()).isEqualTo(5);
    assertThat(new Samples(List.of(9.0, 1.0, 5.0, 6.0)).median()).isEqualTo(5.5);
    assertThat(new Samples(List.of(3.0)).median()).isEqualTo(3);
  }

  @Test
  void percentileIsTheLeastValueThatTheShareDoesNotExceed() {
    Samples hundred =
        new Samples(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList());

    assertThat(hundred.percentile(0.99)).isEqualTo(99);
    assertThat(hundred.percentile(0.5)).isEqualTo(50);
    assertThat(hundred.percentile(1)).isEqualTo(100);
    assertThat(new Samples(List.of(4.0, 2.0)).percentile(0.99)).isEqualTo(4);
  }

  @Test
  void refusesNoValuesAndSharesOutOfBounds() {
    Samples one = new Samples(List.of(1.0));

    assertThatIllegalArgumentException().isThrownBy(() -> new Samples(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> one.percentile(0));
    assertThatIllegalArgumentException().isThrownBy(() -> one.percentile(1.01));
  }

  @Test
  void knowsItsBounds() {
    Samples samples = new Samples(List.of(2.0, 8.0, 1.0));

    assertThat(samples.least()).isEqualTo(1);
    assertThat(samples.most()).isEqualTo(8);
    assertThat(samples.count()).isEqualTo(3);
  }
}
