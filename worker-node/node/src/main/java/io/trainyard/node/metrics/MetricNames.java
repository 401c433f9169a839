package io.trainyard.node.metrics;

/**
 * The names of all meters, in Micrometer's dotted form: Prometheus shows {@code
 * trainyard.cache.hits} as {@code trainyard_cache_hits_total}. Dashboards and alerts are checked
 * against these.
 */
public final class MetricNames {

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

  /** Chunks whose stored bytes in Cassandra were not what their id says. */
  public static final String CHUNKS_CORRUPT = "trainyard.chunks.corrupt";

  /** Blobs written, by {@link #OUTCOME}: stored or present. */
  public static final String BLOBS_WRITTEN = "trainyard.blobs.written";

  /** Cassandra requests that were answered only at LOCAL_ONE. */
  public static final String CASSANDRA_FALLBACKS = "trainyard.cassandra.fallbacks";

  /** Tag: {@code redis} or {@code cassandra}. */
  public static final String SOURCE = "source";

  public static final String OUTCOME = "outcome";

  private MetricNames() {}
}
