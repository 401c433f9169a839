package io.trainyard.launcher.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.client.stream.RunChange;
import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.telemetry.Metric;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HeardTest {
  private static final Instant NOW = Instant.parse("2026-11-23T21:00:00Z");

  /** Connects a second ago and hears everything else now. */
  private static final class Steps extends Clock {
    private Instant now = NOW.minusSeconds(1);

    @Override
    public Instant instant() {
      Instant told = now;
      now = NOW;
      return told;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private final Heard heard = new Heard(new Steps(), () -> 42);

  @Test
  void delaysAreOfLivePointsOnly() {
    heard.on(new StreamEvent.Connected());
    heard.on(epoch(1, 1, 0.8, NOW.minusSeconds(5)));
    heard.on(epoch(1, 2, 0.9, NOW.minusMillis(25)));

    assertThat(heard.delays()).containsExactly(25.0);
    assertThat(heard.accuracies()).containsExactly(0.8, 0.9);
  }

  @Test
  void accuraciesAreOfTheLastAttempt() {
    heard.on(epoch(1, 1, 0.5, NOW));
    heard.on(epoch(2, 1, 0.7, NOW));
    heard.on(epoch(1, 2, 0.6, NOW));

    assertThat(heard.accuracies()).containsExactly(0.7);
  }

  @Test
  void runningIsHeardOnce() {
    heard.on(change(RunState.STARTING));
    assertThat(heard.running()).isNotDone();

    heard.on(change(RunState.RUNNING));
    assertThat(heard.running()).isCompletedWithValue(42L);
  }

  @Test
  void aRunThatEndsBeforeItRunsIsAFailure() {
    heard.on(change(RunState.FAILED));

    assertThat(heard.running()).isCompletedExceptionally();
  }

  @Test
  void theStreamsEndIsHeard() {
    heard.on(new StreamEvent.End("{}"));

    assertThat(heard.ended()).isCompletedWithValue(true);
  }

  private static StreamEvent change(RunState state) {
    return new StreamEvent.Change(new RunChange("r", state, "why", 1, "worker-1", null, NOW, null));
  }

  private static StreamEvent epoch(int attempt, int epoch, double accuracy, Instant at) {
    return new StreamEvent.Point(
        new Metric.Epoch(
            "r", attempt, epoch, "worker-1", epoch, 3, 9, 0.5, 0.4, accuracy, 1, 9, at));
  }
}
