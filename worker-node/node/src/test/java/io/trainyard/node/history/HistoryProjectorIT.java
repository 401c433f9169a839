package io.trainyard.node.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.node.messaging.KafkaAlone;
import io.trainyard.node.messaging.Telemetry;
import io.trainyard.node.metrics.MetricNames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryProjectorIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir static Path home;

  @Test
  void writesEachRecordOnceOverARestartAndAnOutageOfTheHistory() throws Exception {
    Kept kept = new Kept();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    SimpleMeterRegistry afterRestart = new SimpleMeterRegistry();
    try (KafkaAlone kafka = KafkaAlone.start(home);
        Telemetry telemetry = new Telemetry(kafka.clients(), meters)) {
      try (HistoryProjector first = projector(kafka, kept, meters)) {
        first.start();
        say(telemetry, 1, 1_000);
        await().atMost(SOON).until(() -> kept.size() == 2_000);
      }
      say(telemetry, 1_001, 2_000);
      kept.outage = true;
      try (HistoryProjector second = projector(kafka, kept, afterRestart)) {
        second.start();
        await().atMost(SOON).until(() -> kept.refused > 0);
        await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(afterRestart.get(MetricNames.HISTORY_LAG).gauge().value())
                        .isPositive());
        kept.outage = false;
        await().atMost(SOON).until(() -> kept.size() >= 4_000);
      }
    }

    assertThat(kept.metrics)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 2_000).boxed().toList());
    assertThat(kept.lines)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 2_000).boxed().toList());
  }

  private static HistoryProjector projector(
      KafkaAlone kafka, HistorySink sink, SimpleMeterRegistry meters) {
    // The zombie's lines are from attempt 0.
    return new HistoryProjector(
        kafka.clients(), sink, (runId, attempt, offset) -> attempt > 0, meters);
  }

  private static void say(Telemetry telemetry, long from, long to) throws InterruptedException {
    for (long i = from; i <= to; i++) {
      telemetry.metric(new Metric.Iteration("run", 1, i, "worker-1", 1, 1, i, 10, 0.5, 100, AT));
      telemetry.log(new LogLine("worker-1", "run", 1, i, "INFO", "test", "line", AT));
      telemetry.log(new LogLine("worker-1", "run", 0, i, "INFO", "test", "zombie", AT));
      telemetry.log(new LogLine("worker-1", null, null, i, "INFO", "test", "own", AT));
    }
    assertThat(telemetry.flush(SOON)).isTrue();
  }

  /** Keeps what it is given, doubles included; can be out of reach. */
  private static final class Kept implements HistorySink {
    private final List<Long> metrics = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private volatile boolean outage;
    private volatile int refused;

    @Override
    public synchronized CompletableFuture<Void> appendMetrics(List<Metric> points) {
      if (outage) {
        refused = refused + 1;
        return CompletableFuture.failedFuture(
            new TrainyardException(ErrorCode.CASSANDRA_UNAVAILABLE, "test"));
      }
      points.forEach(point -> metrics.add(point.sequence()));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletableFuture<Void> appendLogs(List<LogLine> more) {
      if (outage) {
        return CompletableFuture.failedFuture(
            new TrainyardException(ErrorCode.CASSANDRA_UNAVAILABLE, "test"));
      }
      more.forEach(line -> lines.add(line.sequence()));
      return CompletableFuture.completedFuture(null);
    }

    synchronized int size() {
      return metrics.size() + lines.size();
    }
  }
}
