package io.trainyard.contract.telemetry;

import java.util.List;

/** A run's metrics that count, in order. */
public record MetricHistory(String runId, List<Metric> metrics) {
  public MetricHistory {
    metrics = List.copyOf(metrics);
  }
}
