package io.trainyard.launcher.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.launcher.cli.TestRuns;
import org.junit.jupiter.api.Test;

class BarLineTest {
  private static final RunWatch HALF =
      RunWatch.of(TestRuns.queued("r", null))
          .after(RunWatchTest.iteration(1, 1, 430, 860, 5230))
          .after(RunWatchTest.epoch(1, 2, 0.9712))
          .after(RunWatchTest.iteration(1, 3, 430, 860, 5230));

  @Test
  void showsAllThatCountsOnAWideTerminal() {
    assertThat(BarLine.of(HALF, 120, false))
        .isEqualTo(
            "epoch 1/2 [##############..............]  50 %  loss 0.2500  ETA 0:11"
                + "  validation 97.12 %  5,230 images/s");
  }

  @Test
  void leavesOutTheLeastFirstAndNeverWraps() {
    assertThat(BarLine.of(HALF, 62, false))
        .isEqualTo("epoch 1/2 [##########..........]  50 %  loss 0.2500  ETA 0:11");
    for (int width = 20; width < 130; width++) {
      assertThat(BarLine.of(HALF, width, true)).hasSizeLessThan(width);
    }
  }

  @Test
  void drawsBlocksWhereTheyCanBeShown() {
    assertThat(BarLine.of(HALF, 100, true)).contains("█").doesNotContain("#");
  }

  @Test
  void isFullOnlyAtTheEnd() {
    RunWatch almost = HALF.after(RunWatchTest.iteration(1, 4, 859, 860, 5230));

    assertThat(BarLine.of(almost, 120, false)).contains(" 99 %");
    assertThat(BarLine.of(almost.after(RunWatchTest.iteration(1, 5, 860, 860, 1)), 120, false))
        .contains("100 %");
  }
}
