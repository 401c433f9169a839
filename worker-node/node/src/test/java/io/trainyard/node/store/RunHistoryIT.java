package io.trainyard.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.node.testing.RealServices;
import io.trainyard.node.testing.WithRealServices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithRealServices.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RunHistoryIT {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private CassandraSession session;
  private RunHistory history;
  private String run;

  @BeforeAll
  void connect(RealServices services) {
    session = services.cassandra(new SimpleMeterRegistry());
    history = new RunHistory(session);
  }

  @BeforeEach
  void newRun() {
    run = UUID.randomUUID().toString();
  }

  @AfterAll
  void disconnect() {
    session.close();
  }

  private Metric point(int attempt, long sequence) {
    return new Metric.Iteration(
        run, attempt, sequence, "worker-1", 1, 2, sequence * 10, 1000, 0.5, 1234.5, NOON);
  }

  private LogLine line(@Nullable String runId, @Nullable Integer attempt, long sequence) {
    return new LogLine(
        "worker-1", runId, attempt, sequence, "INFO", "a.Logger", "line " + sequence, NOON);
  }

  @Test
  void givesMetricsBackInOrderWhateverTheOrderTheyCameIn() {
    Metric epoch =
        new Metric.Epoch(run, 2, 2, "worker-1", 1, 2, 20, 0.4, null, null, 1.5, 900, NOON);

    history.appendMetrics(List.of(point(2, 1), point(1, 2), epoch, point(1, 1))).join();

    assertThat(history.metrics(run)).containsExactly(point(1, 1), point(1, 2), point(2, 1), epoch);
  }

  @Test
  void writesAPointOnceHoweverOftenItIsGiven() {
    List<Metric> many = new ArrayList<>();
    for (long i = 1; i <= 2500; i++) {
      many.add(point(1, i));
    }

    history.appendMetrics(many).join();
    history.appendMetrics(many.subList(1000, 2500)).join();

    assertThat(history.metrics(run)).isEqualTo(many);
  }

  @Test
  void givesTheLastLinesOldestFirst() {
    List<LogLine> lines = new ArrayList<>();
    for (long i = 1; i <= 30; i++) {
      lines.add(line(run, 1, i));
    }
    lines.add(line(run, 2, 1));

    history.appendLogs(lines).join();
    LogHistory last = history.logs(run, 5);

    assertThat(last.lines()).isEqualTo(lines.subList(26, 31));
    assertThat(last.complete()).isFalse();
    assertThat(history.logs(run, 31)).isEqualTo(new LogHistory(run, lines, true));
  }

  @Test
  void passesOverLinesOfNoRun() {
    history.appendLogs(List.of(line(null, null, 1), line(run, null, 7))).join();

    assertThat(history.logs(run, 10).lines()).containsExactly(line(run, null, 7));
  }

  @Test
  void forgetsARemovedRun() {
    history.appendMetrics(List.of(point(1, 1))).join();
    history.appendLogs(List.of(line(run, 1, 1))).join();

    history.remove(run);

    assertThat(history.metrics(run)).isEmpty();
    assertThat(history.logs(run, 10)).isEqualTo(new LogHistory(run, List.of(), true));
  }
}
