package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.trainyard.node.store.ConsistencyLadder.Answer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The table of blobs, one small row each. Safe for use by any thread. */
final class BlobRecords {
  private static final String INSERT =
      "INSERT INTO trainyard.blobs (id, kind, codec, raw_bytes, stored_bytes, parts,"
          + " under_replicated, stored_at, attributes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String INSERT_AT = INSERT + " USING TIMESTAMP ?";
  private static final String ALL =
      "SELECT id, kind, codec, raw_bytes, stored_bytes, parts, under_replicated, stored_at,"
          + " attributes, writetime(stored_at) AS written_at FROM trainyard.blobs";
  private static final String SELECT = ALL + " WHERE id = ?";
  private static final String UNMARK =
      "UPDATE trainyard.blobs USING TIMESTAMP ? SET under_replicated = false WHERE id = ?";
  private static final String NOTE =
      "UPDATE trainyard.blobs USING TIMESTAMP ? SET attributes[?] = ? WHERE id = ?";
  private static final String FORGET =
      "DELETE attributes[?] FROM trainyard.blobs USING TIMESTAMP ? WHERE id = ?";
  private static final String DELETE = "DELETE FROM trainyard.blobs WHERE id = ?";
  private static final String DELETE_AT =
      "DELETE FROM trainyard.blobs USING TIMESTAMP ? WHERE id = ?";

  private final CassandraSession session;

  BlobRecords(CassandraSession session) {
    this.session = session;
  }

  /** Writes the row; false when a quorum did not take it. */
  boolean write(BlobRecord blob) {
    return CassandraSession.await(session.write(session.bind(INSERT, values(blob))));
  }

  private static Object[] values(BlobRecord blob) {
    return new Object[] {
      blob.id(),
      blob.kind().name(),
      blob.codec().name(),
      blob.rawBytes(),
      blob.storedBytes(),
      blob.parts(),
      blob.underReplicated(),
      blob.storedAt(),
      blob.attributes()
    };
  }

  /** Gives each replica the row of this version, then takes its mark away. */
  void spread(BlobVersion version) {
    Object[] values = values(version.blob());
    Object[] timed = Arrays.copyOf(values, values.length + 1);
    timed[values.length] = version.writtenAt();
    strictly(session.bind(INSERT_AT, timed));
    strictly(session.bind(UNMARK, version.next(), version.blob().id()));
  }

  /** Notes that nothing names it; whoever puts it next writes its bytes anew and forgets this. */
  void noteUnnamed(BlobVersion version, Instant now) {
    note(version, BlobRecord.UNNAMED_SINCE, now, version.at(now));
  }

  /** Notes that its bytes are lost; whoever puts it next writes them anew and forgets this. */
  void noteDamaged(BlobVersion version, Instant now) {
    note(version, BlobRecord.DAMAGED_SINCE, now, version.next());
  }

  private void note(BlobVersion version, String what, Instant now, long at) {
    strictly(session.bind(NOTE, at, what, now.toString(), version.blob().id()));
  }

  /** Takes that note back. */
  void forgetUnnamed(BlobVersion version, Instant now) {
    strictly(session.bind(FORGET, BlobRecord.UNNAMED_SINCE, version.at(now), version.blob().id()));
  }

  private void strictly(BoundStatement statement) {
    CassandraSession.await(session.writeStrictly(statement));
  }

  Answer<Optional<BlobRecord>> find(String id) {
    Answer<List<Row>> answer = CassandraSession.await(session.read(session.bind(SELECT, id)));
    return new Answer<>(first(answer.value()).map(BlobVersion::blob), answer.quorum());
  }

  /** The row as a quorum knows it; throws when there is none. */
  Optional<BlobVersion> findStrictly(String id) {
    return first(CassandraSession.await(session.readStrictly(session.bind(SELECT, id))));
  }

  private static Optional<BlobVersion> first(List<Row> rows) {
    return rows.stream().flatMap(row -> of(row).stream()).findFirst();
  }

  /** Every row as a quorum knows it; rows are small, their bytes are elsewhere. */
  List<BlobVersion> allStrictly() {
    return CassandraSession.await(session.readStrictly(session.bind(ALL))).stream()
        .flatMap(row -> of(row).stream())
        .toList();
  }

  /** Empty for what is left of a row that was changed while it was removed. */
  private static Optional<BlobVersion> of(Row row) {
    String kind = row.getString("kind");
    if (kind == null || row.isNull("written_at")) {
      return Optional.empty();
    }
    Map<String, String> attributes = row.getMap("attributes", String.class, String.class);
    BlobRecord blob =
        new BlobRecord(
            Objects.requireNonNull(row.getString("id")),
            BlobKind.valueOf(kind),
            BlobCodec.valueOf(Objects.requireNonNull(row.getString("codec"))),
            row.getLong("raw_bytes"),
            row.getLong("stored_bytes"),
            row.getInt("parts"),
            row.getBoolean("under_replicated"),
            Objects.requireNonNullElse(row.getInstant("stored_at"), Instant.EPOCH),
            attributes == null ? Map.of() : attributes);
    return Optional.of(new BlobVersion(blob, row.getLong("written_at")));
  }

  CompletionStage<Boolean> delete(String id) {
    return session.write(session.bind(DELETE, id));
  }

  /** Removes what was written until then, in microseconds; throws without a quorum. */
  void deleteUntil(String id, long time) {
    strictly(session.bind(DELETE_AT, time, id));
  }
}
