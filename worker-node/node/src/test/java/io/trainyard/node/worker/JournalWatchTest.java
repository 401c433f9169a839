package io.trainyard.node.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournalWatchTest {
  private final JournalWatch watch = new JournalWatch(0);

  @Test
  void itHasTheJournalForAsLongAsAnswersComeInTime() {
    watch.reached(seconds(10), seconds(15));

    assertThat(watch.has(seconds(16))).isTrue();
    assertThat(watch.has(seconds(17))).isFalse();
  }

  @Test
  void anAnswerThatCameTooLateSaysNothing() {
    watch.reached(seconds(10), seconds(16));

    assertThat(watch.has(seconds(16))).isFalse();
  }

  @Test
  void anAnswerSpeaksOfWhenItWasAskedFor() {
    watch.reached(seconds(1), seconds(5));

    assertThat(watch.isLost(seconds(31))).isFalse();
    assertThat(watch.isLost(seconds(32))).isTrue();
  }

  @Test
  void anOlderAnswerTakesNothingBack() {
    watch.reached(seconds(4), seconds(4));
    watch.reached(seconds(1), seconds(5));

    assertThat(watch.has(seconds(10))).isTrue();
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
