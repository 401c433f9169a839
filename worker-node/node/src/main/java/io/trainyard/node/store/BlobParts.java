package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.Node;
import io.trainyard.node.store.ConsistencyLadder.Answer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * The rows that hold a blob's stored bytes: one partition, rows of at most 1 MiB. Never more than
 * {@value #IN_FLIGHT} rows are under way at once. Safe for use by any thread.
 */
final class BlobParts {
  static final int PART_BYTES = 1 << 20;

  /** Rows one query asks for: as many as a node of small memory answers without harm. */
  static final int WINDOW = 4;

  private static final int IN_FLIGHT = 8;
  private static final String INSERT =
      "INSERT INTO trainyard.blob_parts (blob_id, part, bytes, crc32c) VALUES (?, ?, ?, ?)";
  private static final String INSERT_AT = INSERT + " USING TIMESTAMP ?";
  private static final String SELECT =
      "SELECT part, bytes, crc32c, writetime(bytes) AS written_at FROM trainyard.blob_parts"
          + " WHERE blob_id = ? AND part >= ? AND part < ?";
  private static final String TIMES =
      "SELECT writetime(bytes) AS written_at FROM trainyard.blob_parts WHERE blob_id = ?";
  private static final String IDS = "SELECT DISTINCT blob_id FROM trainyard.blob_parts";

  /** A node may hold the first part of each in memory while it answers. */
  private static final int IDS_A_PAGE = 16;

  private static final String DELETE = "DELETE FROM trainyard.blob_parts WHERE blob_id = ?";
  private static final String DELETE_AT =
      "DELETE FROM trainyard.blob_parts USING TIMESTAMP ? WHERE blob_id = ?";

  private final CassandraSession session;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT, true);

  BlobParts(CassandraSession session) {
    this.session = session;
  }

  static int count(long storedBytes) {
    return Math.toIntExact((storedBytes + PART_BYTES - 1) / PART_BYTES);
  }

  /** A part's bytes of the whole. */
  static ByteBuffer slice(ByteBuffer stored, int part) {
    int from = part * PART_BYTES;
    int size = Math.min(PART_BYTES, stored.remaining() - from);
    return stored.slice(stored.position() + from, size);
  }

  /** Writes all parts and waits for them; true when a quorum has each. */
  boolean write(String id, ByteBuffer stored) {
    List<CompletableFuture<Boolean>> writes = new ArrayList<>();
    for (int part = 0; part < count(stored.remaining()); part++) {
      inFlight.acquireUninterruptibly();
      writes.add(writePart(id, part, slice(stored, part)));
    }
    CassandraSession.await(CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)));
    return writes.stream().allMatch(CompletableFuture::join);
  }

  private CompletableFuture<Boolean> writePart(String id, int part, ByteBuffer bytes) {
    try {
      return session
          .write(session.bind(INSERT, id, part, bytes, BlobBytes.crc32c(bytes)))
          .whenComplete((done, failure) -> inFlight.release())
          .toCompletableFuture();
    } catch (RuntimeException e) {
      inFlight.release();
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Gives each replica a part as it is, with a time of writing; throws without a quorum. */
  void writeStrictly(String id, int part, ByteBuffer bytes, long at) {
    CassandraSession.await(
        session.writeStrictly(
            session.bind(INSERT_AT, id, part, bytes, BlobBytes.crc32c(bytes), at)));
  }

  /** A part as a node holds it, whether right or not. */
  record Held(ByteBuffer bytes, int crc32c, long writtenAt) {
    boolean plausible() {
      return BlobBytes.crc32c(bytes) == crc32c;
    }
  }

  /** The parts of a window as this node alone has them, by number; asks nobody else. */
  Map<Integer, Held> windowOf(Node node, String id, int from) {
    return held(
        CassandraSession.await(
            session.readFrom(node, session.bind(SELECT, id, from, from + WINDOW))));
  }

  /** The rows of a window as a quorum has them; throws without one. */
  List<Row> windowStrictly(String id, int from) {
    return CassandraSession.await(
        session.readStrictly(session.bind(SELECT, id, from, from + WINDOW)));
  }

  static Map<Integer, Held> held(List<Row> rows) {
    Map<Integer, Held> parts = new HashMap<>();
    for (Row row : rows) {
      ByteBuffer bytes = row.getByteBuffer("bytes");
      if (bytes != null) {
        parts.put(
            row.getInt("part"), new Held(bytes, row.getInt("crc32c"), row.getLong("written_at")));
      }
    }
    return parts;
  }

  /** Asks for the window of parts that begins there. */
  CompletionStage<Answer<List<Row>>> window(String id, int from) {
    inFlight.acquireUninterruptibly(WINDOW);
    try {
      return session
          .read(session.bind(SELECT, id, from, from + WINDOW))
          .whenComplete((rows, failure) -> inFlight.release(WINDOW));
    } catch (RuntimeException e) {
      inFlight.release(WINDOW);
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Whether parts are missing in the answer of one node, which may never have had them. */
  static boolean lacks(BlobRecord blob, int from, Answer<List<Row>> window) {
    return !window.quorum() && window.value().size() < Math.min(WINDOW, blob.parts() - from);
  }

  /** The bytes of a window, part by part, each checked; all of the blob's parts in it are there. */
  static List<ByteBuffer> checked(BlobRecord blob, int from, List<Row> window) {
    List<ByteBuffer> parts = new ArrayList<>();
    int expected = Math.min(WINDOW, blob.parts() - from);
    Map<Integer, Held> held = held(window);
    for (int part = from; part < from + expected; part++) {
      Held found = held.get(part);
      if (found == null) {
        throw new CorruptBlobException(blob.id(), "part " + part + " is missing");
      }
      if (!found.plausible()) {
        throw new CorruptBlobException(blob.id(), "part " + part + " has another checksum");
      }
      parts.add(found.bytes());
    }
    return parts;
  }

  CompletionStage<Boolean> delete(String id) {
    return session.write(session.bind(DELETE, id));
  }

  /** Writing time of a blob's newest part, in microseconds, as a quorum knows it; 0 without any. */
  long newest(String id) {
    return CassandraSession.await(session.readStrictly(session.bind(TIMES, id))).stream()
        .mapToLong(row -> row.getLong("written_at"))
        .max()
        .orElse(0);
  }

  /** Ids of all blobs that have parts, as a quorum knows them. Slow: it passes over the bytes. */
  List<String> ids() {
    return CassandraSession.await(session.readStrictly(session.bind(IDS).setPageSize(IDS_A_PAGE)))
        .stream()
        .map(row -> Objects.requireNonNull(row.getString("blob_id")))
        .toList();
  }

  /** Removes what was written until then, in microseconds; throws without a quorum. */
  void deleteUntil(String id, long time) {
    CassandraSession.await(session.writeStrictly(session.bind(DELETE_AT, time, id)));
  }
}
