package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Row;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Metrics and log lines of runs, kept for good. A point's place is its key (run, attempt,
 * sequence), so that writing it again changes nothing. Safe for use by any thread.
 *
 * <p>It keeps what it is given: which points count is for the reader of the journal to say.
 */
public final class RunHistory {
  private static final String INSERT_METRIC =
      "INSERT INTO trainyard.run_metrics (run_id, attempt, sequence, point) VALUES (?, ?, ?, ?)";
  private static final String INSERT_LOG =
      "INSERT INTO trainyard.run_logs (run_id, attempt, sequence, node_id, at, line)"
          + " VALUES (?, ?, ?, ?, ?, ?)";
  private static final String METRICS = "SELECT point FROM trainyard.run_metrics WHERE run_id = ?";
  private static final String LOGS = "SELECT line FROM trainyard.run_logs WHERE run_id = ? LIMIT ?";
  private static final String DELETE_METRICS = "DELETE FROM trainyard.run_metrics WHERE run_id = ?";
  private static final String DELETE_LOGS = "DELETE FROM trainyard.run_logs WHERE run_id = ?";

  /** Rows of one run written in one request. */
  private static final int BATCH = 50;

  private static final int BATCHES_IN_FLIGHT = 16;

  private final CassandraSession session;
  private final Semaphore inFlight = new Semaphore(BATCHES_IN_FLIGHT);

  public RunHistory(CassandraSession session) {
    this.session = session;
  }

  /**
   * Stores points. Blocks only while too many writes are under way.
   *
   * @return done once all are stored; fails with a TrainyardException, and storing all of them
   *     again is then harmless
   */
  public CompletableFuture<Void> appendMetrics(List<Metric> metrics) {
    return append(
        metrics,
        Metric::runId,
        metric ->
            session.bind(
                INSERT_METRIC,
                metric.runId(),
                metric.attempt(),
                metric.sequence(),
                // Written as what it is read as, or its type would be left out.
                Json.text(metric)));
  }

  /** Stores log lines as {@link #appendMetrics} does points; lines of no run are passed over. */
  public CompletableFuture<Void> appendLogs(List<LogLine> lines) {
    List<LogLine> ofRuns = lines.stream().filter(line -> line.runId() != null).toList();
    return append(
        ofRuns,
        RunHistory::runOf,
        line ->
            session.bind(
                INSERT_LOG,
                runOf(line),
                attemptOf(line),
                line.sequence(),
                line.nodeId(),
                line.at(),
                Json.text(line)));
  }

  private static String runOf(LogLine line) {
    return Optional.ofNullable(line.runId()).orElseThrow();
  }

  /** Lines of a run but of no attempt, such as a master's, come before the first. */
  private static int attemptOf(LogLine line) {
    return Optional.ofNullable(line.attempt()).orElse(0);
  }

  /** All points of a run by attempt and sequence. */
  public List<Metric> metrics(String runId) {
    List<Metric> metrics = new ArrayList<>();
    for (Row row : CassandraSession.await(session.read(session.bind(METRICS, runId))).value()) {
      metrics.add(decode(row.getString("point"), Metric.class));
    }
    return metrics;
  }

  /** The last lines of a run, oldest first. */
  public LogHistory logs(String runId, int limit) {
    List<LogLine> lines = new ArrayList<>();
    BoundStatement newestFirst = session.bind(LOGS, runId, limit + 1);
    for (Row row : CassandraSession.await(session.read(newestFirst)).value()) {
      lines.add(decode(row.getString("line"), LogLine.class));
    }
    boolean complete = lines.size() <= limit;
    List<LogLine> last = lines.subList(0, Math.min(limit, lines.size()));
    Collections.reverse(last);
    return new LogHistory(runId, last, complete);
  }

  /** Forgets a run. */
  public void remove(String runId) {
    CompletionStage<Boolean> metrics = session.write(session.bind(DELETE_METRICS, runId));
    CompletionStage<Boolean> logs = session.write(session.bind(DELETE_LOGS, runId));
    CassandraSession.await(metrics.thenCombine(logs, Boolean::logicalAnd));
  }

  private <T> CompletableFuture<Void> append(
      List<T> values, Function<T, String> runOf, Function<T, BoundStatement> insert) {
    Map<String, List<BoundStatement>> byRun = new LinkedHashMap<>();
    for (T value : values) {
      byRun.computeIfAbsent(runOf.apply(value), run -> new ArrayList<>()).add(insert.apply(value));
    }
    List<CompletableFuture<Boolean>> writes = new ArrayList<>();
    for (List<BoundStatement> ofRun : byRun.values()) {
      for (int from = 0; from < ofRun.size(); from += BATCH) {
        writes.add(write(ofRun.subList(from, Math.min(from + BATCH, ofRun.size()))));
      }
    }
    return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(Outage.typed(failure)));
  }

  /** One partition, so that the batch is one write and not a coordinator's burden. */
  private CompletableFuture<Boolean> write(List<BoundStatement> ofOneRun) {
    BatchStatement batch =
        BatchStatement.newInstance(DefaultBatchType.UNLOGGED).addAll(ofOneRun).setIdempotent(true);
    inFlight.acquireUninterruptibly();
    return session
        .write(batch)
        .whenComplete((done, failure) -> inFlight.release())
        .toCompletableFuture();
  }

  private static <T> T decode(@org.jspecify.annotations.Nullable String json, Class<T> type) {
    try {
      return Json.read(Optional.ofNullable(json).orElse("").getBytes(StandardCharsets.UTF_8), type);
    } catch (IOException e) {
      throw new TrainyardException(
          ErrorCode.INTERNAL, "A stored %s cannot be read.".formatted(type.getSimpleName()), e);
    }
  }
}
