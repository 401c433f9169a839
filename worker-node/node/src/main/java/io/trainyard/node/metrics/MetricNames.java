package io.trainyard.node.metrics;

/** The names of all metrics; Prometheus shows them with underscores and their unit. */
public final class MetricNames {
  /** Timer of answered requests, by route, method and status. */
  public static final String HTTP_REQUESTS = "trainyard.http.requests";

  /** Gauge of open connections. */
  public static final String HTTP_CONNECTIONS = "trainyard.http.connections";

  /** Gauge of open live streams. */
  public static final String HTTP_STREAMS = "trainyard.http.streams";

  /** Counter of events that slow stream clients missed. */
  public static final String HTTP_STREAM_EVENTS_MISSED = "trainyard.http.stream.events.missed";

  /** Counter of calls refused because a pool was full, by pool. */
  public static final String HTTP_REJECTED = "trainyard.http.rejected";

  /** Gauge of calls being worked on, by pool. */
  public static final String HTTP_CALLS_ACTIVE = "trainyard.http.calls.active";

  /** Gauge of calls that wait for a thread, by pool. */
  public static final String HTTP_CALLS_QUEUED = "trainyard.http.calls.queued";

  private MetricNames() {}
}
