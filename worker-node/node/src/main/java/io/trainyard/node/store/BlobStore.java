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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes by the name of their SHA-256, in Cassandra. What is there already is not stored again.
 * Blocking; failures are TrainyardExceptions. Safe for use by any thread.
 */
public final class BlobStore {
  private static final Logger log = LoggerFactory.getLogger(BlobStore.class);

  private final CassandraSession session;
  private final BlobRecords records;
  private final BlobParts parts;
  private final BlobHealing healing;
  private final BlobReading reading;
  private final CopyMarks marks;
  private final Clock clock;
  private final Counter stored;
  private final Counter present;

  public BlobStore(CassandraSession session, Clock clock, MeterRegistry meters) {
    this.session = session;
    this.records = new BlobRecords(session);
    this.parts = new BlobParts(session);
    this.healing = new BlobHealing(session, records, parts, clock, meters);
    this.reading = new BlobReading(parts, healing);
    this.marks = new CopyMarks(session);
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
    // What lacks a copy, is damaged or may be swept just now is mended by writing it again.
    if (known.isPresent() && known.get().settled()) {
      present.increment();
      return keep(known.get().at(clock.instant(), attributes));
    }
    ByteBuffer bytes = kind.codec().encode(raw);
    boolean full = parts.write(id, bytes);
    stored.increment();
    return keep(
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

  /** Writes the row, after its mark if it bears one: a mark too many is only looked at. */
  private BlobRecord keep(BlobRecord blob) {
    if (blob.underReplicated()) {
      marks.add(CopyMarks.Kind.BLOB, blob.id());
    }
    return records.write(blob) || blob.underReplicated() ? blob : keep(blob.marked());
  }

  /**
   * Stores a blob, reads it back from Cassandra and checks its hash. With both replicas up this
   * compares their copies, too.
   *
   * @throws CorruptBlobException when what was read back is damaged
   */
  public BlobRecord putVerified(BlobKind kind, ByteBuffer raw, Map<String, String> attributes) {
    BlobRecord blob = put(kind, raw, attributes);
    verify(blob.id());
    return blob;
  }

  /**
   * Reads a blob from Cassandra and checks its hash; what is damaged on one replica is healed.
   *
   * @throws CorruptBlobException when it is damaged on all, or not there
   */
  public void verify(String id) {
    if (readRaw(id).isEmpty()) {
      throw new CorruptBlobException(id, "it is not there");
    }
  }

  /** A blob's row; empty only when a quorum says that there is none. */
  public Optional<BlobRecord> find(String id) {
    return known(id, records.find(id));
  }

  private Optional<BlobRecord> known(String id, Answer<Optional<BlobRecord>> answer) {
    if (answer.value().isPresent() || answer.quorum()) {
      return answer.value();
    }
    try {
      // The one that answered may be the one that was away when it was written.
      return records.findStrictly(id).map(BlobVersion::blob);
    } catch (TrainyardException e) {
      throw new TrainyardException(
          ErrorCode.CASSANDRA_UNAVAILABLE,
          "The nodes of Cassandra that are up do not know blob %s.".formatted(id),
          e);
    }
  }

  /** How many nodes keep each blob when all are up. */
  public int replicas() {
    return session.replicas();
  }

  /**
   * A blob's stored bytes, whole and each part right; empty when there is no such blob. Whether
   * they are the ones its id names is for {@link StoredBlob#raw} to say, and for {@link #heal} to
   * mend. For blobs that fit memory.
   */
  public Optional<StoredBlob> read(String id) {
    // The row and the first parts are asked for together: most blobs are no longer than that.
    CompletionStage<Answer<List<Row>>> first = parts.window(id, 0);
    Optional<BlobRecord> found = find(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    BlobRecord blob = found.get();
    try {
      return Optional.of(reading.whole(blob, first));
    } catch (CorruptBlobException e) {
      return Optional.of(healing.heal(blob));
    }
  }

  /**
   * A damaged blob's right bytes from whichever replica has them; the others get them, too.
   *
   * @throws CorruptBlobException when no replica has them
   * @throws TrainyardException CASSANDRA_UNAVAILABLE when only some could be asked
   */
  public StoredBlob heal(String id) {
    return healing.heal(find(id).orElseThrow(() -> new CorruptBlobException(id, "it is gone")));
  }

  /** A blob's raw bytes, checked; throws when it is damaged. Empty when there is no such blob. */
  public Optional<ByteBuffer> readRaw(String id) {
    return read(id).map(blob -> blob.raw().orElseGet(() -> rawOf(heal(id))));
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
    reading.copy(blob, out);
    return true;
  }

  /**
   * Says that nothing names a blob any more; the collector removes it unless it is named or stored
   * again. Removing it here could take it from somebody who is storing the same bytes just now.
   */
  public void release(String id) {
    try {
      records.findStrictly(id).ifPresent(version -> records.noteUnnamed(version, clock.instant()));
    } catch (TrainyardException e) {
      log.atInfo().addKeyValue("blob", id).log("A blob is released later: {}", e.getMessage());
    }
  }

  /** For those who look after what is stored. */
  BlobRecords records() {
    return records;
  }

  BlobParts parts() {
    return parts;
  }

  /** Removes a blob, its row first: whoever finds the row finds the bytes. */
  public void remove(String id) {
    CassandraSession.await(records.delete(id));
    CassandraSession.await(parts.delete(id));
  }
}
