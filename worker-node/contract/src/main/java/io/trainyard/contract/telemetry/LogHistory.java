package io.trainyard.contract.telemetry;

import java.util.List;

/**
 * A run's log lines that count, oldest first.
 *
 * @param complete false when older lines were left out because of the limit
 */
public record LogHistory(String runId, List<LogLine> lines, boolean complete) {
  public LogHistory {
    lines = List.copyOf(lines);
  }
}
