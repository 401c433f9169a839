package io.trainyard.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.metadata.Node;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.store.BlobParts.Held;
import io.trainyard.node.testing.CassandraPair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, two copies, and one of the copies, or both, are not what they should be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class HealingIT {
  private SimpleMeterRegistry meters;
  private CassandraPair pair;
  private CassandraSession session;
  private BlobStore store;

  @BeforeAll
  void start(@TempDir Path home) throws IOException, InterruptedException {
    pair = new CassandraPair(home);
    session = pair.open(new SimpleMeterRegistry());
    // As an older data folder has it: the keyspace is there, tables are not.
    session
        .driver()
        .execute(
            "CREATE KEYSPACE trainyard WITH replication ="
                + " {'class': 'NetworkTopologyStrategy', 'dc1': 2}");
    session.createSchema();
    await().atMost(Duration.ofSeconds(60)).until(() -> session.look().answering() == 2);
  }

  @BeforeEach
  void count() {
    meters = new SimpleMeterRegistry();
    store = new BlobStore(session, Clock.systemUTC(), meters);
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

  /** While the keyspace asks for one copy, a write reaches the first replica alone. */
  private void damageOneReplica(String id, boolean forged) {
    copies(1);
    flip(id, forged);
    copies(2);
    assertThat(rightCopies(id)).isEqualTo(1);
  }

  private void copies(int replicas) {
    session
        .driver()
        .execute(
            "ALTER KEYSPACE trainyard WITH replication ="
                + " {'class': 'NetworkTopologyStrategy', 'dc1': %d}".formatted(replicas));
    await().until(() -> tokenMapSays(replicas));
  }

  private boolean tokenMapSays(int replicas) {
    return session
            .driver()
            .getMetadata()
            .getTokenMap()
            .orElseThrow()
            .getReplicas("trainyard", ByteBuffer.wrap(new byte[] {1}))
            .size()
        == replicas;
  }

  private void flip(String id, boolean forged) {
    Held held = new BlobParts(session).windowOf(someReplica(id), id, 0).get(1);
    byte[] damaged = BlobBytes.of(Objects.requireNonNull(held).bytes()).clone();
    damaged[1000] ^= 1;
    ByteBuffer bytes = ByteBuffer.wrap(damaged);
    session
        .driver()
        .execute(
            "INSERT INTO trainyard.blob_parts (blob_id, part, bytes, crc32c) VALUES (?, 1, ?, ?)",
            id,
            bytes,
            forged ? BlobBytes.crc32c(bytes) : held.crc32c());
  }

  private Node someReplica(String id) {
    return session.replicasOf(id).iterator().next();
  }

  /** How many replicas hold part 1 as it was stored. */
  private long rightCopies(String id) {
    return session.replicasOf(id).stream()
        .map(node -> new BlobParts(session).windowOf(node, id, 0).get(1))
        .filter(held -> held != null && held.bytes().equals(BlobParts.slice(noise(seedOf(id)), 1)))
        .count();
  }

  private static long seedOf(String id) {
    for (long seed = 1; seed < 10; seed++) {
      if (BlobBytes.sha256(noise(seed)).equals(id)) {
        return seed;
      }
    }
    throw new IllegalArgumentException(id);
  }

  private double damaged(String outcome) {
    return meters.counter(MetricNames.BLOBS_DAMAGED, MetricNames.OUTCOME, outcome).count();
  }

  @Test
  void readsTheRightReplicaAndRewritesTheOther() {
    String id = store.put(BlobKind.MODEL, noise(1), Map.of()).id();
    damageOneReplica(id, false);

    assertThat(store.readRaw(id)).contains(noise(1));

    assertThat(rightCopies(id)).isEqualTo(2);
    assertThat(damaged("healed")).isEqualTo(1);
    store.verify(id);
    assertThat(damaged("healed")).isEqualTo(1);
  }

  @Test
  void healsWhatLiesWithTheRightChecksumToo() {
    String id = store.put(BlobKind.CHECKPOINT, noise(2), Map.of()).id();
    damageOneReplica(id, true);

    store.verify(id);

    assertThat(rightCopies(id)).isEqualTo(2);
    assertThat(damaged("healed")).isEqualTo(1);
  }

  @Test
  void streamsRightBytesOfADamagedModel() throws IOException {
    String id = store.put(BlobKind.MODEL, noise(3), Map.of()).id();
    damageOneReplica(id, false);
    ByteArrayOutputStream copied = new ByteArrayOutputStream();

    assertThat(store.copyTo(id, copied)).isTrue();

    assertThat(ByteBuffer.wrap(copied.toByteArray())).isEqualTo(noise(3));
    assertThat(rightCopies(id)).isEqualTo(2);
  }

  @Test
  void copiesWhatBearsAMarkInItsRowAlone() {
    String id = store.put(BlobKind.MODEL, noise(5), Map.of()).id();
    new BlobRecords(session).write(store.find(id).orElseThrow().marked());
    Scrubber scrubber =
        new Scrubber(session, store, new DatasetTable(session), meters, System::nanoTime);

    scrubber.tick();

    assertThat(store.find(id).orElseThrow().underReplicated()).isFalse();
    assertThat(meters.counter(MetricNames.SCRUBBED, MetricNames.OUTCOME, "copied").count())
        .isEqualTo(1);
    assertThat(meters.get(MetricNames.UNDER_REPLICATED).gauge().value()).isZero();
  }

  @Test
  void failsByNameWhenBothReplicasAreDamaged() {
    String id = store.put(BlobKind.MODEL, noise(4), Map.of()).id();
    flip(id, false);
    assertThat(rightCopies(id)).isZero();

    assertThatThrownBy(() -> store.readRaw(id))
        .isInstanceOf(CorruptBlobException.class)
        .hasMessageContaining(id)
        .hasMessageContaining("none of its 2 copies");
    assertThat(damaged("lost")).isEqualTo(1);
    assertThat(store.find(id).orElseThrow().damaged()).isTrue();

    store.put(BlobKind.MODEL, noise(4), Map.of());
    assertThat(rightCopies(id)).isEqualTo(2);
    store.verify(id);
    assertThat(store.find(id).orElseThrow().damaged()).isFalse();
  }
}
