package io.trainyard.node.history;

import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Where the runs' telemetry is kept for good. Writing the same again changes nothing; a failure is
 * the future's and says nothing about what was written.
 */
public interface HistorySink {
  CompletableFuture<Void> appendMetrics(List<Metric> metrics);

  /** Stores the lines of runs. */
  CompletableFuture<Void> appendLogs(List<LogLine> lines);
}
