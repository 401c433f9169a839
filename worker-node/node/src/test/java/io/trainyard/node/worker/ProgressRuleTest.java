package io.trainyard.node.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressRuleTest {
  private final ProgressRule rule = new ProgressRule();

  @Test
  void sixtyTicksWithoutAStepAreAHang() {
    rule.tick(1, false);

    assertThat(ticksUntilHang(1)).isEqualTo(60);
  }

  @Test
  void ticksInWhichItStandsStillDoNotCount() {
    for (int i = 0; i < 1000; i++) {
      assertThat(rule.tick(0, true)).isFalse();
    }
    assertThat(ticksUntilHang(0)).isEqualTo(60);
  }

  @Test
  void slowStepsMayTakeTwentyTimesAsLong() {
    for (int step = 1; step <= 40; step++) {
      for (int i = 0; i < 9; i++) {
        rule.tick(step - 1, false);
      }
      rule.tick(step, false);
    }

    assertThat(ticksUntilHang(40)).isEqualTo(200);
  }

  private int ticksUntilHang(long steps) {
    int ticks = 1;
    while (!rule.tick(steps, false)) {
      ticks++;
    }
    return ticks;
  }
}
