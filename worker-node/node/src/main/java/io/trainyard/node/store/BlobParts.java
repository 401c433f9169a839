package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.cql.Row;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.store.ConsistencyLadder.Answer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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
  private static final String SELECT =
      "SELECT part, bytes, crc32c FROM trainyard.blob_parts"
          + " WHERE blob_id = ? AND part >= ? AND part < ?";
  private static final String DELETE = "DELETE FROM trainyard.blob_parts WHERE blob_id = ?";

  private final CassandraSession session;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT, true);

  BlobParts(CassandraSession session) {
    this.session = session;
  }

  static int count(long storedBytes) {
    return Math.toIntExact((storedBytes + PART_BYTES - 1) / PART_BYTES);
  }

  /** Writes all parts and waits for them; true when a quorum has each. */
  boolean write(String id, ByteBuffer stored) {
    List<CompletableFuture<Boolean>> writes = new ArrayList<>();
    for (int part = 0; part < count(stored.remaining()); part++) {
      int from = part * PART_BYTES;
      int size = Math.min(PART_BYTES, stored.remaining() - from);
      ByteBuffer bytes = stored.slice(stored.position() + from, size);
      inFlight.acquireUninterruptibly();
      writes.add(writePart(id, part, bytes));
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

  /** The bytes of a window, part by part, each checked; all of the blob's parts in it are there. */
  static List<ByteBuffer> checked(BlobRecord blob, int from, Answer<List<Row>> window) {
    List<ByteBuffer> parts = new ArrayList<>();
    int expected = Math.min(WINDOW, blob.parts() - from);
    for (Row row : window.value()) {
      ByteBuffer bytes = row.getByteBuffer("bytes");
      if (row.getInt("part") == from + parts.size() && bytes != null && parts.size() < expected) {
        if (BlobBytes.crc32c(bytes) != row.getInt("crc32c")) {
          throw new CorruptBlobException(
              blob.id(), "part " + (from + parts.size()) + " has another checksum");
        }
        parts.add(bytes);
      }
    }
    if (parts.size() < expected) {
      throw missing(blob, from + parts.size(), window.quorum());
    }
    return parts;
  }

  private static TrainyardException missing(BlobRecord blob, int part, boolean quorum) {
    // One replica may never have had it; only a quorum's word is the truth.
    return quorum
        ? new CorruptBlobException(blob.id(), "part " + part + " is missing")
        : new TrainyardException(
            ErrorCode.CASSANDRA_UNAVAILABLE,
            "The nodes of Cassandra that are up do not hold blob %s.".formatted(blob.id()));
  }

  CompletionStage<Boolean> delete(String id) {
    return session.write(session.bind(DELETE, id));
  }
}
