package io.trainyard.node.history;

/** Which log lines of runs are worth keeping. Safe for any thread, does not block. */
@FunctionalInterface
public interface LineFilter {

  /** Whether a line of this attempt, at this offset of the run's partition, may count. */
  boolean counts(String runId, int attempt, long offset);
}
