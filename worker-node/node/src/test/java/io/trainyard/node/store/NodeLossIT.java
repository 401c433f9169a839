package io.trainyard.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.metadata.Node;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.node.dataset.DatasetCatalog;
import io.trainyard.node.health.CassandraCheck;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.testing.CassandraPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, two copies, and one of the nodes ends or freezes, and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class NodeLossIT {
  /** More than the longest wait for a quorum, and less than anybody's patience. */
  private static final Duration BOUND = Duration.ofSeconds(15);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private CassandraPair pair;
  private CassandraSession session;
  private BlobStore store;
  private DatasetTable datasets;
  private RunHistory history;
  private Scrubber scrubber;

  @BeforeAll
  void start(@TempDir Path home) throws IOException, InterruptedException {
    pair = new CassandraPair(home);
    session = pair.open(meters);
    session.createSchema();
    store = new BlobStore(session, Clock.systemUTC(), meters);
    datasets = new DatasetTable(session);
    history = new RunHistory(session);
    scrubber = new Scrubber(session, store, datasets, meters, System::nanoTime);
    await().atMost(Duration.ofSeconds(60)).until(() -> session.look().answering() == 2);
  }

  @AfterAll
  void end() throws IOException {
    session.close();
    pair.close();
  }

  private static ByteBuffer noise(long seed) {
    byte[] bytes = new byte[2_500_000];
    new Random(seed).nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  @Test
  void outlivesANodeThatIsKilled() {
    BlobRecord before = store.put(BlobKind.MODEL, noise(1), Map.of());
    assertThat(before.underReplicated()).isFalse();

    pair.killSecond();
    try {
      assertThatAllGoesOn(before, 10);
      assertThatANewNodeStarts();
    } finally {
      pair.returnSecond();
    }

    assertThatAllIsCopied(10);
  }

  @Test
  void outlivesANodeThatFreezes() {
    BlobRecord before = store.put(BlobKind.MODEL, noise(2), Map.of());

    pair.freezeSecond();
    try {
      assertThatAllGoesOn(before, 20);
      assertThatANewNodeStarts();
    } finally {
      pair.thawSecond();
    }

    assertThatAllIsCopied(20);
  }

  private void assertThatAllGoesOn(BlobRecord before, long seed) {
    within(() -> assertThat(store.readRaw(before.id())).isPresent());
    BlobRecord[] after = new BlobRecord[1];
    within(() -> after[0] = store.putVerified(BlobKind.CHECKPOINT, noise(seed), Map.of()));
    assertThat(after[0].underReplicated()).isTrue();
    within(() -> assertThat(datasets.put(entry("set-" + seed, 1))).isFalse());
    within(() -> assertThat(datasets.all()).extracting(e -> e.view().id()).contains("set-" + seed));
    within(() -> history.appendLogs(List.of(line(seed))).join());
    within(() -> assertThat(history.logs("run-" + seed, 10).lines()).containsExactly(line(seed)));
    within(this::assertThatAbsenceIsNotBelieved);
    assertThat(session.degraded()).isTrue();
    scrubber.tick();
    assertThat(waiting()).isEqualTo(2);
    assertThat(store.find(after[0].id()).orElseThrow().underReplicated()).isTrue();
    assertThat(degraded("read")).isPositive();
    assertThat(degraded("write")).isPositive();
    Health.Dependency health = health();
    assertThat(health.status()).isEqualTo(Health.State.DEGRADED);
    assertThat(health.why()).contains("1 of 2 nodes", "127.0.0.2", "2 blobs and datasets");
  }

  /** The node that answers may be the one that was away. */
  private void assertThatAbsenceIsNotBelieved() {
    DatasetCatalog catalog = new DatasetCatalog(datasets, store);
    assertThatThrownBy(() -> catalog.find("nobody's"))
        .asInstanceOf(InstanceOfAssertFactories.type(TrainyardException.class))
        .returns(ErrorCode.CASSANDRA_UNAVAILABLE, TrainyardException::code);
    assertThatThrownBy(() -> store.find("0".repeat(64)))
        .asInstanceOf(InstanceOfAssertFactories.type(TrainyardException.class))
        .returns(ErrorCode.CASSANDRA_UNAVAILABLE, TrainyardException::code);
  }

  private Health.Dependency health() {
    return new CassandraCheck(session::look, new CopyMarks(session)::count).check();
  }

  private double degraded(String operation) {
    return meters
        .counter(MetricNames.DEGRADED_OPERATIONS, MetricNames.OPERATION, operation)
        .count();
  }

  private double waiting() {
    return meters.get(MetricNames.UNDER_REPLICATED).gauge().value();
  }

  private static void within(Runnable work) {
    long start = System.nanoTime();
    work.run();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
  }

  private static LogLine line(long seed) {
    return new LogLine(
        "worker-1", "run-" + seed, 1, 1, "INFO", "a.Logger", "still here", Instant.EPOCH);
  }

  private static DatasetTable.Entry entry(String id, int copies) {
    DatasetView view =
        new DatasetView(
            id,
            id,
            "test",
            true,
            Instant.EPOCH,
            List.of(1),
            1,
            List.of("a"),
            1,
            0,
            0,
            1,
            1,
            1,
            copies,
            List.of());
    return new DatasetTable.Entry(view, Set.of("digest"));
  }

  private void assertThatANewNodeStarts() {
    SimpleMeterRegistry own = new SimpleMeterRegistry();
    try (CassandraSession another = pair.open(own)) {
      another.createSchema();
      another.awaitSchema(Duration.ofSeconds(10));
      within(() -> assertThat(new DatasetTable(another).all()).isNotEmpty());
      BlobStore blobs = new BlobStore(another, Clock.systemUTC(), own);
      within(() -> blobs.put(BlobKind.MODEL, noise(99), Map.of()));
    }
  }

  /** A process that starts now finds the marks, too. */
  private void assertThatAllIsCopied(long seed) {
    SimpleMeterRegistry own = new SimpleMeterRegistry();
    Scrubber restarted = new Scrubber(session, store, datasets, own, System::nanoTime);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              restarted.tick();
              assertThat(session.degraded()).isFalse();
              assertThat(own.get(MetricNames.UNDER_REPLICATED).gauge().value()).isZero();
            });
    scrubber.tick();
    assertThat(waiting()).isZero();
    String id = BlobBytes.sha256(noise(seed));
    assertThat(store.find(id).orElseThrow().underReplicated()).isFalse();
    for (Node node : session.replicasOf(id)) {
      assertThat(new BlobParts(session).windowOf(node, id, 0)).hasSize(3);
    }
    assertThat(datasets.all())
        .filteredOn(entry -> entry.view().id().equals("set-" + seed))
        .singleElement()
        .satisfies(entry -> assertThat(entry.view().copies()).isEqualTo(2))
        .satisfies(entry -> assertThat(entry.sources()).containsExactly("digest"));
    assertThat(health().status()).isEqualTo(Health.State.UP);
    assertThat(session.degraded()).isFalse();
  }
}
