package io.trainyard.node.metrics;

/** Every metric of the node by the name its meter has; Prometheus sees dots as underscores. */
public final class MetricNames {
  /** Metrics and log lines that Kafka has acknowledged, by topic. */
  public static final String TELEMETRY_SENT = "trainyard.telemetry.sent";

  /** Metrics and log lines given up: the queue was full, or Kafka did not take them in time. */
  public static final String TELEMETRY_LOST = "trainyard.telemetry.lost";

  /** Records skipped because they are not ours or cannot be read, by reader. */
  public static final String RECORDS_SKIPPED = "trainyard.records.skipped";

  /** Open live streams. */
  public static final String LIVE_STREAMS = "trainyard.live.streams";

  /** Live streams closed because their client took nothing for too long. */
  public static final String LIVE_STALLED = "trainyard.live.stalled";

  /** Records that wait to be written to the runs' history. */
  public static final String HISTORY_LAG = "trainyard.history.lag";

  /** Records written to the runs' history. */
  public static final String HISTORY_WRITTEN = "trainyard.history.written";

  private MetricNames() {}
}
