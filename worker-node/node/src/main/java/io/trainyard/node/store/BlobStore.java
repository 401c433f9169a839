package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.cql.Row;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.store.ConsistencyLadder.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Bytes by the name of their SHA-256, in Cassandra. What is there already is not stored again.
 * Blocking; failures are TrainyardExceptions. Safe for use by any thread.
 */
public final class BlobStore {
  private final CassandraSession session;
  private final BlobRecords records;
  private final BlobParts parts;
  private final Clock clock;
  private final Counter stored;
  private final Counter present;

  public BlobStore(CassandraSession session, Clock clock, MeterRegistry meters) {
    this.session = session;
    this.records = new BlobRecords(session);
    this.parts = new BlobParts(session);
    this.clock = clock;
    this.stored = meters.counter(MetricNames.BLOBS_WRITTEN, MetricNames.OUTCOME, "stored");
    this.present = meters.counter(MetricNames.BLOBS_WRITTEN, MetricNames.OUTCOME, "present");
  }

  /**
   * Stores a blob, unless it is there; then only its row is written again, so that nobody collects
   * it as forgotten.
   *
   * @param raw not changed, and not to be changed before this returns
   */
  public BlobRecord put(BlobKind kind, ByteBuffer raw, Map<String, String> attributes) {
    String id = BlobBytes.sha256(raw);
    Optional<BlobRecord> known = records.find(id).value();
    // Its missing copy can only be made by writing it again.
    if (known.isPresent() && !known.get().underReplicated()) {
      present.increment();
      return records.write(known.get().at(clock.instant(), attributes));
    }
    ByteBuffer bytes = kind.codec().encode(raw);
    boolean full = parts.write(id, bytes);
    stored.increment();
    return records.write(
        new BlobRecord(
            id,
            kind,
            kind.codec(),
            raw.remaining(),
            bytes.remaining(),
            BlobParts.count(bytes.remaining()),
            !full,
            clock.instant(),
            attributes));
  }

  /** A blob's row; empty only when a quorum says that there is none. */
  public Optional<BlobRecord> find(String id) {
    return known(id, records.find(id));
  }

  private static Optional<BlobRecord> known(String id, Answer<Optional<BlobRecord>> answer) {
    if (answer.value().isEmpty() && !answer.quorum()) {
      throw new TrainyardException(
          ErrorCode.CASSANDRA_UNAVAILABLE,
          "The nodes of Cassandra that are up do not know blob %s.".formatted(id));
    }
    return answer.value();
  }

  /** How many nodes keep each blob when all are up. */
  public int replicas() {
    return session.replicas();
  }

  /** A blob's stored bytes, whole; empty when there is no such blob. For blobs that fit memory. */
  public Optional<StoredBlob> read(String id) {
    // The row and the first parts are asked for together: most blobs are no longer than that.
    CompletionStage<Answer<List<Row>>> first = parts.window(id, 0);
    Optional<BlobRecord> found = find(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    BlobRecord blob = found.get();
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(blob.storedBytes()));
    for (int from = 0; from < blob.parts(); from += BlobParts.WINDOW) {
      Answer<List<Row>> window = CassandraSession.await(from == 0 ? first : parts.window(id, from));
      for (ByteBuffer part : BlobParts.checked(blob, from, window)) {
        if (part.remaining() > bytes.remaining()) {
          throw new CorruptBlobException(id, "it is longer than its row says");
        }
        bytes.put(part);
      }
    }
    return Optional.of(new StoredBlob(id, blob.codec(), bytes.flip()));
  }

  /** A blob's raw bytes, checked; throws when it is damaged. Empty when there is no such blob. */
  public Optional<ByteBuffer> readRaw(String id) {
    return read(id).map(BlobStore::rawOf);
  }

  private static ByteBuffer rawOf(StoredBlob blob) {
    return blob.raw()
        .orElseThrow(() -> new CorruptBlobException(blob.id(), "its bytes have another hash"));
  }

  /**
   * Copies an uncompressed blob of any size. Each part is checked before it is written, the whole
   * at the end.
   *
   * @return false when there is no such blob
   */
  public boolean copyTo(String id, OutputStream out) throws IOException {
    Optional<BlobRecord> found = find(id);
    if (found.isEmpty()) {
      return false;
    }
    BlobRecord blob = found.get();
    if (blob.codec() != BlobCodec.NONE) {
      throw new IllegalArgumentException("compressed blobs are read whole: " + id);
    }
    MessageDigest digest = BlobBytes.sha256();
    for (int from = 0; from < blob.parts(); from += BlobParts.WINDOW) {
      Answer<List<Row>> window = CassandraSession.await(parts.window(id, from));
      for (ByteBuffer part : BlobParts.checked(blob, from, window)) {
        digest.update(part.duplicate());
        out.write(BlobBytes.of(part));
      }
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(id)) {
      throw new CorruptBlobException(id, "its bytes have another hash");
    }
    return true;
  }

  /** Removes a blob, its row first: whoever finds the row finds the bytes. */
  public void remove(String id) {
    CassandraSession.await(records.delete(id));
    CassandraSession.await(parts.delete(id));
  }
}
