package io.trainyard.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.launcher.box.ServicesBox;
import io.trainyard.launcher.box.Topology;
import io.trainyard.node.metrics.MetricNames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, two copies, and one of the nodes ends. */
@SuppressWarnings("NullAway.Init")
class NodeLossIT {
  @TempDir Path home;

  private static ByteBuffer noise(long seed) {
    byte[] bytes = new byte[2_500_000];
    new Random(seed).nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static CassandraSettings settings(ServicesBox box) {
    List<InetSocketAddress> nodes =
        Stream.of(box.endpoints().cassandraContactPoints().split(","))
            .map(node -> node.split(":"))
            .map(node -> new InetSocketAddress(node[0], Integer.parseInt(node[1])))
            .toList();
    return new CassandraSettings(nodes, box.endpoints().cassandraDatacenter(), 2);
  }

  @Test
  void goesOnWithOneNodeAndMarksWhatHasOneCopy() throws IOException, InterruptedException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (ServicesBox box = ServicesBox.start(home, new Topology("pair", 0, 2, 0, 0));
        CassandraSession session =
            CassandraSession.open(settings(box), Duration.ofSeconds(60), meters)) {
      session.createSchema();
      BlobStore store = new BlobStore(session, Clock.systemUTC(), meters);
      RunHistory history = new RunHistory(session);
      BlobRecord before = store.put(BlobKind.MODEL, noise(1), Map.of());
      assertThat(before.underReplicated()).isFalse();
      assertThat(session.driver().getMetadata().getNodes()).hasSize(2);

      end(box);

      long start = System.nanoTime();
      BlobRecord after = store.put(BlobKind.MODEL, noise(2), Map.of());
      assertThat(after.underReplicated()).isTrue();
      assertThat(store.readRaw(before.id())).contains(noise(1));
      assertThat(store.readRaw(after.id())).contains(noise(2));
      history.appendLogs(List.of(line())).join();
      assertThat(history.logs("run", 10).lines()).containsExactly(line());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(meters.counter(MetricNames.CASSANDRA_FALLBACKS).count()).isPositive();
      assertThatANewSessionOpens(box);
    }
  }

  /** As a power cut would, and for good. */
  private static void end(ServicesBox box) {
    ProcessHandle process = ProcessHandle.of(box.pid("cassandra-2")).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    box.hold("cassandra-2");
  }

  private static LogLine line() {
    return new LogLine("worker-1", "run", 1, 1, "INFO", "a.Logger", "still here", Instant.EPOCH);
  }

  private static void assertThatANewSessionOpens(ServicesBox box) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (CassandraSession another =
        CassandraSession.open(settings(box), Duration.ofSeconds(30), meters)) {
      another.awaitSchema(Duration.ofSeconds(30));
      assertThat(new RunHistory(another).logs("run", 10).lines()).hasSize(1);
    }
  }
}
