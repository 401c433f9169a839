package io.trainyard.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountingTest {

  @Test
  void countsEverythingOfARunOfWhichNothingIsKnown() {
    assertThat(Counting.EVERYTHING.metric(3, 1_000)).isTrue();
    assertThat(Counting.EVERYTHING.log(3, 1_000)).isTrue();
  }

  @Test
  void dropsWhatALaterAttemptDoesAgain() {
    Counting counting = Counting.EVERYTHING.started(1, 0, 100).started(2, 50, 200);

    assertThat(counting.metric(1, 50)).isTrue();
    assertThat(counting.metric(1, 51)).isFalse();
    assertThat(counting.metric(2, 51)).isTrue();
  }

  @Test
  void obeysEveryLaterStartAndNotOnlyTheNext() {
    Counting counting = Counting.EVERYTHING.started(1, 0, 0).started(2, 80, 0).started(3, 40, 0);

    assertThat(counting.metric(1, 40)).isTrue();
    assertThat(counting.metric(1, 60)).isFalse();
    assertThat(counting.metric(2, 60)).isFalse();
    assertThat(counting.metric(3, 60)).isTrue();
  }

  @Test
  void dropsLinesThatALostWorkerWritesAfterItsSuccessorBegan() {
    Counting counting = Counting.EVERYTHING.started(1, 0, 100).started(2, 0, 200);

    assertThat(counting.log(1, 199)).isTrue();
    assertThat(counting.log(1, 200)).isFalse();
    assertThat(counting.log(2, 200)).isTrue();
  }

  @Test
  void dropsPointsAfterAnAttemptsEnd() {
    Counting counting = Counting.EVERYTHING.started(1, 0, 0).ended(1, 30);

    assertThat(counting.metric(1, 30)).isTrue();
    assertThat(counting.metric(1, 31)).isFalse();
    assertThat(counting.metric(2, 31)).isTrue();
  }
}
