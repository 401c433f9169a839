package io.trainyard.launcher.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeardYardTest {
  private static final Instant NOW = Instant.parse("2026-11-23T21:00:00Z");

  private final HeardYard heard = new HeardYard();

  private static Metric point(int attempt, long sequence) {
    return new Metric.Epoch(
        "r", attempt, sequence, "worker-1", 1, 1, 430, 0.1, null, null, 1, 100, NOW);
  }

  private static StreamEvent line(long sequence, Instant at) {
    return new StreamEvent.Log(
        new LogLine("worker-1", null, null, sequence, "INFO", "x", "started", at));
  }

  @Test
  void countsEventsAndReconnectionsButNoConnectionAsAnEvent() {
    heard.on(new StreamEvent.Connected());
    heard.on(new StreamEvent.Point(point(1, 1)));
    heard.on(new StreamEvent.Disconnected("the server ended it", Duration.ZERO));
    heard.on(new StreamEvent.Connected());
    heard.on(new StreamEvent.Gap("{}"));

    assertThat(heard.connected()).isDone();
    assertThat(heard.figures()).isEqualTo(new HeardYard.Figures(2, 1, 1, 0, 0));
    assertThat(heard.figures().declared()).isTrue();
  }

  @Test
  void thePointOfAnotherAttemptIsAnother() {
    heard.on(new StreamEvent.Point(point(1, 1)));
    heard.on(new StreamEvent.Point(point(2, 1)));
    assertThat(heard.figures().doubled()).isZero();

    heard.on(new StreamEvent.Point(point(1, 1)));
    assertThat(heard.figures().doubled()).isEqualTo(1);
    assertThat(heard.figures().declared()).isFalse();
  }

  @Test
  void aNodesLineCountsAnewAfterItsRestart() {
    heard.on(line(1, NOW));
    heard.on(line(1, NOW.plusSeconds(60)));
    assertThat(heard.figures().doubled()).isZero();

    heard.on(line(1, NOW));
    assertThat(heard.figures().doubled()).isEqualTo(1);
  }

  @Test
  void afterAResetThingsMayComeAgain() {
    heard.on(new StreamEvent.Point(point(1, 1)));
    heard.on(new StreamEvent.Reset("{}"));
    heard.on(new StreamEvent.Point(point(1, 1)));

    assertThat(heard.figures().doubled()).isZero();
  }

  @Test
  void tellsWhichPointsAreMissing() {
    heard.on(new StreamEvent.Point(point(1, 1)));

    assertThat(heard.missing(List.of(point(1, 1), point(1, 2), point(2, 1)))).isEqualTo(2);
  }
}
