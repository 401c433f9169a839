package io.trainyard.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CheckpointPacingTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);
  private final CheckpointPacing pacing =
      new CheckpointPacing(CheckpointPacing.Intervals.defaults(), clock::get);

  @Test
  void isDueAtAnEpochsEnd() {
    assertThat(pacing.isDue(false)).isFalse();
    assertThat(pacing.isDue(true)).isTrue();
  }

  @Test
  void isDueWithinAnEpochAfterThirtySeconds() {
    pass(Duration.ofSeconds(30).minusNanos(1));
    assertThat(pacing.isDue(false)).isFalse();

    pass(Duration.ofNanos(1));
    assertThat(pacing.isDue(false)).isTrue();
  }

  @Test
  void countsFromTheBeginningOfTheLast() {
    take(Duration.ofSeconds(1));

    pass(Duration.ofSeconds(28));
    assertThat(pacing.isDue(false)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(pacing.isDue(false)).isTrue();
  }

  @Test
  void takesNoMoreThanItsShareOfTime() {
    take(Duration.ofSeconds(3));

    pass(Duration.ofSeconds(57).minusNanos(1));
    assertThat(pacing.isDue(false)).isFalse();
    assertThat(pacing.isDue(true)).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(pacing.isDue(false)).isTrue();
    assertThat(pacing.isDue(true)).isTrue();
  }

  @Test
  void takesOneAtATime() {
    pacing.begun();
    pass(Duration.ofHours(1));

    assertThat(pacing.isDue(true)).isFalse();
    assertThatThrownBy(pacing::begun).isInstanceOf(IllegalStateException.class);
    pacing.ended(Duration.ofSeconds(1));
    assertThat(pacing.isDue(false)).isTrue();
    assertThatThrownBy(() -> pacing.ended(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isDueNowWhenWantedWhateverItCosts() {
    take(Duration.ofDays(1));
    pacing.want();

    assertThat(pacing.isDue(false)).isTrue();
    pacing.begun();
    pacing.ended(Duration.ofDays(10_000));
    assertThat(pacing.isDue(false)).isFalse();
    assertThat(pacing.isDue(true)).isFalse();
  }

  @Test
  void remembersAWishWhileOneIsUnderWay() {
    pacing.begun();
    pacing.want();
    assertThat(pacing.isDue(false)).isFalse();

    pacing.ended(Duration.ofDays(1));

    assertThat(pacing.isDue(false)).isTrue();
  }

  @Test
  void keepsOtherIntervals() {
    CheckpointPacing often =
        new CheckpointPacing(new CheckpointPacing.Intervals(Duration.ofMillis(5), 2), clock::get);
    pass(Duration.ofMillis(5));

    assertThat(often.isDue(false)).isTrue();
    assertThatThrownBy(() -> new CheckpointPacing.Intervals(Duration.ZERO, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CheckpointPacing.Intervals(Duration.ofSeconds(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Takes one that is over at once after what it cost. */
  private void take(Duration cost) {
    pacing.begun();
    pass(cost);
    pacing.ended(cost);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
