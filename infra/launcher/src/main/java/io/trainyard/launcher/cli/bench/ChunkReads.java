package io.trainyard.launcher.cli.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long nodes wait for a chunk, over all reads since the nodes started.
 *
 * @param cassandraOverRedis how many times longer Cassandra takes; null without reads of both
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChunkReads(Source redis, Source cassandra, @Nullable Double cassandraOverRedis) {
  private static final String METRIC = "trainyard_chunk_read_seconds";

  /**
   * Reads from one place.
   *
   * @param meanMillis null without reads
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Source(long reads, @Nullable Double meanMillis) {}

  /** Of the metrics of all nodes, each as Prometheus reads them. */
  static ChunkReads of(List<String> nodes) {
    List<MetricsText> texts = nodes.stream().map(MetricsText::new).toList();
    Source redis = source(texts, "redis");
    Source cassandra = source(texts, "cassandra");
    return new ChunkReads(redis, cassandra, ratio(redis.meanMillis(), cassandra.meanMillis()));
  }

  private static @Nullable Double ratio(@Nullable Double redis, @Nullable Double cassandra) {
    return redis == null || cassandra == null || redis <= 0 ? null : cassandra / redis;
  }

  private static Source source(List<MetricsText> nodes, String name) {
    String label = "source=\"" + name + "\"";
    double seconds = nodes.stream().mapToDouble(node -> node.sum(METRIC + "_sum", label)).sum();
    double reads = nodes.stream().mapToDouble(node -> node.sum(METRIC + "_count", label)).sum();
    return new Source(Math.round(reads), reads > 0 ? seconds * 1000 / reads : null);
  }
}
