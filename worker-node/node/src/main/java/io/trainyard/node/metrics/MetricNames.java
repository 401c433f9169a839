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

  /** Chunks that Redis had, whole and right. */
  public static final String CACHE_HITS = "trainyard.cache.hits";

  /** Chunks that Redis had not, or could not be asked for. */
  public static final String CACHE_MISSES = "trainyard.cache.misses";

  /** Values in Redis whose bytes were not what their key says; each was dropped and read anew. */
  public static final String CACHE_CORRUPT = "trainyard.cache.corrupt";

  /** Commands that Redis failed or did not answer in time. */
  public static final String CACHE_FAILURES = "trainyard.cache.failures";

  /** Chunks not put into Redis because too many were on their way already. */
  public static final String CACHE_FILLS_SKIPPED = "trainyard.cache.fills.skipped";

  /** The breaker before Redis: 0 closed, 1 half open, 2 open. */
  public static final String CACHE_BREAKER = "trainyard.cache.breaker.state";

  /** Time to fetch a chunk's stored bytes, by {@link #SOURCE}. */
  public static final String CHUNK_READ = "trainyard.chunk.read";

  /** Time to unpack a chunk and check its hash. */
  public static final String CHUNK_DECODE = "trainyard.chunk.decode";

  /** Chunks and other blobs whose bytes in Cassandra were not what their id says. */
  public static final String CHUNKS_CORRUPT = "trainyard.chunks.corrupt";

  /** Blobs written, by {@link #OUTCOME}: stored or present. */
  public static final String BLOBS_WRITTEN = "trainyard.blobs.written";

  /** Time to copy, encode, store and read back a checkpoint. */
  public static final String CHECKPOINT_SAVED = "trainyard.checkpoint.saved";

  /** Bytes of the checkpoints stored. */
  public static final String CHECKPOINT_BYTES = "trainyard.checkpoint.bytes";

  /** Checkpoints that could not be stored; the run goes on and tries again later. */
  public static final String CHECKPOINTS_FAILED = "trainyard.checkpoints.failed";

  /** Journal records that this node had not folded when a broker last told the journal's end. */
  public static final String JOURNAL_LAG = "trainyard.journal.lag";

  /** 1 while this worker has the journal, else 0. */
  public static final String JOURNAL_REACHED = "trainyard.journal.reached";

  /** Seconds in which this worker's runs were suspended because it had lost the journal. */
  public static final String RUN_SUSPENDED = "trainyard.run.suspended";

  /** Cassandra requests that only one node answered, by {@link #OPERATION}: read or write. */
  public static final String DEGRADED_OPERATIONS = "trainyard.degraded.operations";

  /** Gauge of blobs and datasets written while a node was away and not copied since. */
  public static final String UNDER_REPLICATED = "trainyard.blobs.under.replicated";

  /** What was under-replicated and was looked at, by {@link #OUTCOME}: copied, gone or failed. */
  public static final String SCRUBBED = "trainyard.blobs.scrubbed";

  /** Damaged blobs in Cassandra, by {@link #OUTCOME}: healed, unhealed or lost. */
  public static final String BLOBS_DAMAGED = "trainyard.blobs.damaged";

  /** Blobs that nothing names, by {@link #OUTCOME}: noticed, removed or kept after all. */
  public static final String BLOBS_COLLECTED = "trainyard.blobs.collected";

  /** Tag: {@code read} or {@code write}. */
  public static final String OPERATION = "operation";

  /** Tag: {@code redis} or {@code cassandra}. */
  public static final String SOURCE = "source";

  public static final String OUTCOME = "outcome";

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
