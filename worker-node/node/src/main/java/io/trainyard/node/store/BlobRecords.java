package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.trainyard.node.store.ConsistencyLadder.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The table of blobs, one row each. Safe for use by any thread. */
final class BlobRecords {
  private static final String INSERT =
      "INSERT INTO trainyard.blobs (id, kind, codec, raw_bytes, stored_bytes, parts,"
          + " under_replicated, stored_at, attributes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String SELECT = "SELECT * FROM trainyard.blobs WHERE id = ?";
  private static final String DELETE = "DELETE FROM trainyard.blobs WHERE id = ?";

  private final CassandraSession session;

  BlobRecords(CassandraSession session) {
    this.session = session;
  }

  /** Writes the row; what it returns carries the mark when a quorum did not take it. */
  BlobRecord write(BlobRecord blob) {
    boolean full = CassandraSession.await(session.write(insert(blob)));
    if (full || blob.underReplicated()) {
      return blob;
    }
    BlobRecord marked = blob.marked();
    CassandraSession.await(session.write(insert(marked)));
    return marked;
  }

  private BoundStatement insert(BlobRecord blob) {
    return session.bind(
        INSERT,
        blob.id(),
        blob.kind().name(),
        blob.codec().name(),
        blob.rawBytes(),
        blob.storedBytes(),
        blob.parts(),
        blob.underReplicated(),
        blob.storedAt(),
        blob.attributes());
  }

  Answer<Optional<BlobRecord>> find(String id) {
    Answer<List<Row>> answer = CassandraSession.await(session.read(session.bind(SELECT, id)));
    return new Answer<>(answer.value().stream().findFirst().map(BlobRecords::of), answer.quorum());
  }

  private static BlobRecord of(Row row) {
    Map<String, String> attributes = row.getMap("attributes", String.class, String.class);
    return new BlobRecord(
        Objects.requireNonNull(row.getString("id")),
        BlobKind.valueOf(Objects.requireNonNull(row.getString("kind"))),
        BlobCodec.valueOf(Objects.requireNonNull(row.getString("codec"))),
        row.getLong("raw_bytes"),
        row.getLong("stored_bytes"),
        row.getInt("parts"),
        row.getBoolean("under_replicated"),
        Objects.requireNonNullElse(row.getInstant("stored_at"), Instant.EPOCH),
        attributes == null ? Map.of() : attributes);
  }

  CompletionStage<Boolean> delete(String id) {
    return session.write(session.bind(DELETE, id));
  }
}
