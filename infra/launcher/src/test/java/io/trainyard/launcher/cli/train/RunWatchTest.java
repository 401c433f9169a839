package io.trainyard.launcher.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.client.stream.RunChange;
import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.launcher.cli.TestRuns;
import io.trainyard.launcher.cli.TestYard;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunWatchTest {
  private final RunWatch start = RunWatch.of(TestRuns.queued("r", null));

  @Test
  void learnsFromPointsHowFarTheRunIs() {
    RunWatch now = start.after(iteration(1, 1, 215, 860, 1000)).after(epoch(1, 2, 0.97));

    assertThat(now.share()).isEqualTo(0.25);
    assertThat(now.timeLeft()).contains(Duration.ofSeconds(83));
    assertThat(now.validationAccuracy()).isEqualTo(0.97);
  }

  @Test
  void passesOverWhatItHasSeenAfterAReconnection() {
    RunWatch now = start.after(iteration(1, 5, 50, 860, 1000));

    assertThat(now.isNews(iteration(1, 5, 50, 860, 1000))).isFalse();
    assertThat(now.after(iteration(1, 4, 40, 860, 9))).isEqualTo(now);
  }

  @Test
  void beginsAnewWithAnotherAttemptAndForgetsTheOldOne() {
    RunWatch now =
        start
            .after(iteration(1, 5, 500, 860, 1000))
            .after(change(RunState.QUEUED, "worker-1 was lost", 1))
            .after(iteration(2, 1, 10, 860, 2000));

    assertThat(now.attempt()).isEqualTo(2);
    assertThat(now.iteration()).isEqualTo(10);
    assertThat(now.imagesPerSecond()).isEqualTo(2000);
    assertThat(now.after(iteration(1, 6, 600, 860, 1000))).isEqualTo(now);
  }

  @Test
  void hearsAStateOnlyOnceAndNothingAfterTheLast() {
    StreamEvent running = change(RunState.RUNNING, "learns on worker-1", 1);
    RunWatch now = start.after(running);
    RunWatch over = now.after(change(RunState.SUCCEEDED, "done", 1));

    assertThat(now.isNews(running)).isFalse();
    assertThat(over.after(running)).isEqualTo(over);
    assertThat(over.state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void promisesNoTimeBeforeASpeedIsKnown() {
    assertThat(start.timeLeft()).isEmpty();
    assertThat(start.share()).isZero();
  }

  static StreamEvent change(RunState state, String reason, int attempt) {
    return new StreamEvent.Change(
        new RunChange("r", state, reason, attempt, null, null, TestYard.NOW, null));
  }

  static StreamEvent iteration(
      int attempt, long sequence, long iteration, long total, double imagesPerSecond) {
    return new StreamEvent.Point(
        new Metric.Iteration(
            "r",
            attempt,
            sequence,
            "worker-1",
            1,
            2,
            iteration,
            total,
            0.25,
            imagesPerSecond,
            TestYard.NOW));
  }

  static StreamEvent epoch(int attempt, long sequence, double accuracy) {
    return new StreamEvent.Point(
        new Metric.Epoch(
            "r",
            attempt,
            sequence,
            "worker-1",
            1,
            2,
            215,
            0.2,
            0.1,
            accuracy,
            10,
            1000,
            TestYard.NOW));
  }
}
