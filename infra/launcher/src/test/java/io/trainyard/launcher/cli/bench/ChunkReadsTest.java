package io.trainyard.launcher.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkReadsTest {
  private static final String MASTER =
      """
      # HELP trainyard_chunk_read_seconds A chunk's read.
      # TYPE trainyard_chunk_read_seconds summary
      trainyard_chunk_read_seconds{source="redis",quantile="0.5"} 77.0
      trainyard_chunk_read_seconds_count{source="cassandra"} 10
      trainyard_chunk_read_seconds_sum{source="cassandra"} 0.04
      trainyard_chunk_read_seconds_max{source="cassandra"} 9.0
      trainyard_chunk_read_seconds_count{source="redis"} 0
      trainyard_chunk_read_seconds_sum{source="redis"} 0.0
      """;
  private static final String WORKER =
      """
      trainyard_chunk_read_seconds_count{node="worker-1",source="redis",} 100.0
      trainyard_chunk_read_seconds_sum{node="worker-1",source="redis",} 5.0E-2 1764000000000
      trainyard_chunk_read_seconds_count{node="worker-1",source="cassandra",} 10.0
      trainyard_chunk_read_seconds_sum{node="worker-1",source="cassandra",} 0.02
      trainyard_chunk_decode_seconds_sum 4.0
      """;

  @Test
  void meansAreOverTheReadsOfAllNodes() {
    ChunkReads reads = ChunkReads.of(List.of(MASTER, WORKER));

    assertThat(reads.redis().reads()).isEqualTo(100);
    assertThat(reads.redis().meanMillis()).isCloseTo(0.5, within(1e-9));
    assertThat(reads.cassandra().reads()).isEqualTo(20);
    assertThat(reads.cassandra().meanMillis()).isCloseTo(3, within(1e-9));
    assertThat(reads.cassandraOverRedis()).isCloseTo(6, within(1e-9));
  }

  @Test
  void aSourceWithoutReadsHasNoMeanAndGivesNoRatio() {
    ChunkReads reads = ChunkReads.of(List.of(MASTER));

    assertThat(reads.redis()).isEqualTo(new ChunkReads.Source(0, null));
    assertThat(reads.cassandraOverRedis()).isNull();
    assertThat(ChunkReads.of(List.of("")).cassandra().meanMillis()).isNull();
  }

  @Test
  void valuesThatAreNoNumbersAreLeftOut() {
    MetricsText text = new MetricsText("x_sum{a=\"b\"} NaN\nx_sum{a=\"b\"} +Inf\nx_sum{a=\"b\"} 2");

    assertThat(text.sum("x_sum", "a=\"b\"")).isEqualTo(2);
  }
}
