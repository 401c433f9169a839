package io.trainyard.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.cql.Row;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.testing.RealServices;
import io.trainyard.node.testing.WithRealServices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithRealServices.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class BlobStoreIT {
  private CassandraSession session;
  private BlobStore store;

  @BeforeAll
  void connect(RealServices services) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    session = services.cassandra(meters);
    store = new BlobStore(session, Clock.systemUTC(), meters);
  }

  @AfterAll
  void disconnect() {
    session.close();
  }

  private static byte[] noise(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] pattern(int size, int seed) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) ((i / 100 * 31 + seed) % 7);
    }
    return bytes;
  }

  @Test
  void givesBackTheChunkItWasGiven() {
    byte[] raw = pattern(5_000_000, 1);

    BlobRecord blob = store.put(BlobKind.CHUNK, ByteBuffer.wrap(raw), Map.of("run", "r1"));

    assertThat(blob.rawBytes()).isEqualTo(raw.length);
    assertThat(blob.storedBytes()).isLessThan(raw.length / 10);
    assertThat(blob.underReplicated()).isFalse();
    assertThat(store.readRaw(blob.id())).contains(ByteBuffer.wrap(raw));
    assertThat(store.find(blob.id()).orElseThrow().attributes()).containsEntry("run", "r1");
  }

  @Test
  void splitsAModelIntoPartsAndStreamsIt() throws IOException {
    byte[] model = noise(9 * BlobParts.PART_BYTES + 17, 2);

    BlobRecord blob = store.put(BlobKind.MODEL, ByteBuffer.wrap(model), Map.of());
    ByteArrayOutputStream copied = new ByteArrayOutputStream();
    boolean found = store.copyTo(blob.id(), copied);

    assertThat(found).isTrue();
    assertThat(blob.parts()).isEqualTo(10);
    assertThat(copied.toByteArray()).isEqualTo(model);
    assertThat(blob.id()).isEqualTo(BlobBytes.sha256(ByteBuffer.wrap(model)));
  }

  @Test
  void storesNothingTwice() {
    ByteBuffer raw = ByteBuffer.wrap(noise(3_000_000, 3));
    BlobRecord first = store.put(BlobKind.CHUNK, raw, Map.of());
    List<Long> written = writeTimes(first.id());

    BlobRecord second = store.put(BlobKind.CHUNK, raw, Map.of());

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.storedAt()).isAfter(first.storedAt());
    assertThat(written).hasSize(first.parts());
    assertThat(writeTimes(first.id())).isEqualTo(written);
  }

  private List<Long> writeTimes(String id) {
    return session
        .driver()
        .execute("SELECT writetime(bytes) AS at FROM trainyard.blob_parts WHERE blob_id = ?", id)
        .all()
        .stream()
        .map(row -> row.getLong("at"))
        .toList();
  }

  @Test
  void refusesDamagedBytes() {
    BlobRecord blob = store.put(BlobKind.MODEL, ByteBuffer.wrap(noise(3_000_000, 4)), Map.of());
    flip(blob.id(), 1, false);

    assertThatThrownBy(() -> store.readRaw(blob.id()))
        .isInstanceOf(CorruptBlobException.class)
        .hasMessageContaining(blob.id())
        .hasMessageContaining("none of its 1 copies");
    ByteArrayOutputStream copied = new ByteArrayOutputStream();
    assertThatThrownBy(() -> store.copyTo(blob.id(), copied))
        .isInstanceOf(CorruptBlobException.class);
    assertThat(copied.size()).isZero();
  }

  @Test
  void refusesBytesWhoseChecksumWasForgedToo() {
    BlobRecord blob = store.put(BlobKind.MODEL, ByteBuffer.wrap(noise(1_000_000, 5)), Map.of());
    flip(blob.id(), 0, true);

    assertThatThrownBy(() -> store.readRaw(blob.id()))
        .isInstanceOf(CorruptBlobException.class)
        .hasMessageContaining("none of its 1 copies");
  }

  private void flip(String id, int part, boolean forge) {
    Row row =
        session
            .driver()
            .execute(
                "SELECT bytes, crc32c FROM trainyard.blob_parts WHERE blob_id = ? AND part = ?",
                id,
                part)
            .one();
    assertThat(row).isNotNull();
    byte[] bytes = BlobBytes.of(java.util.Objects.requireNonNull(row.getByteBuffer("bytes")));
    byte[] damaged = Arrays.copyOf(bytes, bytes.length);
    damaged[1000] ^= 1;
    int crc = forge ? BlobBytes.crc32c(ByteBuffer.wrap(damaged)) : row.getInt("crc32c");
    session
        .driver()
        .execute(
            "INSERT INTO trainyard.blob_parts (blob_id, part, bytes, crc32c) VALUES (?, ?, ?, ?)",
            id,
            part,
            ByteBuffer.wrap(damaged),
            crc);
  }

  @Test
  void readsBackWhatItStores() {
    ByteBuffer state = ByteBuffer.wrap(noise(6_000_000, 8));

    BlobRecord blob = store.putVerified(BlobKind.CHECKPOINT, state, Map.of("run", "r1"));

    assertThat(blob.codec()).isEqualTo(BlobCodec.NONE);
    store.verify(blob.id());
    flip(blob.id(), 5, true);
    assertThatThrownBy(() -> store.verify(blob.id())).isInstanceOf(CorruptBlobException.class);
    assertThatThrownBy(() -> store.verify("0".repeat(64)))
        .isInstanceOf(CorruptBlobException.class)
        .hasMessageContaining("not there");
  }

  @Test
  void noticesAMissingPart() {
    BlobRecord blob = store.put(BlobKind.MODEL, ByteBuffer.wrap(noise(3_000_000, 6)), Map.of());
    session
        .driver()
        .execute("DELETE FROM trainyard.blob_parts WHERE blob_id = ? AND part = 2", blob.id());

    assertThatThrownBy(() -> store.readRaw(blob.id()))
        .isInstanceOf(CorruptBlobException.class)
        .hasMessageContaining("none of its 1 copies");
  }

  @Test
  void forgetsWhatIsRemovedAndTakesItAgain() {
    ByteBuffer raw = ByteBuffer.wrap(noise(2_000_000, 7));
    String id = store.put(BlobKind.CHUNK, raw, Map.of()).id();

    store.remove(id);

    assertThat(store.find(id)).isEmpty();
    assertThat(store.read(id)).isEmpty();
    assertThat(writeTimes(id)).isEmpty();
    store.put(BlobKind.CHUNK, raw, Map.of());
    assertThat(store.readRaw(id)).contains(raw);
  }

  @Test
  void keepsDamageFromSpreading() {
    Row options =
        session
            .driver()
            .execute(
                "SELECT read_repair, crc_check_chance FROM system_schema.tables"
                    + " WHERE keyspace_name = 'trainyard' AND table_name = 'blob_parts'")
            .one();

    assertThat(options).isNotNull();
    assertThat(options.getString("read_repair")).isEqualTo("NONE");
    assertThat(options.getDouble("crc_check_chance")).isEqualTo(1.0);
  }

  @Test
  void saysWhenCassandraIsAway(RealServices services) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    CassandraSettings nowhere =
        new CassandraSettings(
            List.of(new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 1)),
            services.cassandraSettings().datacenter(),
            1);

    assertThatThrownBy(
            () -> CassandraSession.open(nowhere, java.time.Duration.ofSeconds(1), meters))
        .isInstanceOf(TrainyardException.class)
        .hasMessageContaining("No Cassandra node answered");
  }
}
