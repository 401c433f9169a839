package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.cql.Row;
import io.trainyard.node.store.ConsistencyLadder.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What was written while a node was away, in a small table of its own, so that it is found without
 * looking through blobs. Blocking. Safe for use by any thread.
 */
public final class CopyMarks {
  private static final String YARD = "all";

  /** More are counted no further; a read of a few thousand short rows is still small. */
  private static final int MOST = 10_000;

  private static final String INSERT =
      "INSERT INTO trainyard.under_replicated (yard, kind, id, since)"
          + " VALUES (?, ?, ?, toTimestamp(now()))";
  private static final String SELECT =
      "SELECT kind, id, writetime(since) AS written_at FROM trainyard.under_replicated"
          + " WHERE yard = ? LIMIT "
          + MOST;
  private static final String DELETE =
      "DELETE FROM trainyard.under_replicated USING TIMESTAMP ?"
          + " WHERE yard = ? AND kind = ? AND id = ?";

  private final CassandraSession session;

  /** What bears a mark. */
  public enum Kind {
    BLOB,
    DATASET
  }

  /** A mark; one set again later is another. */
  record Mark(Kind kind, String id, long writtenAt) {}

  public CopyMarks(CassandraSession session) {
    this.session = session;
  }

  /** Sets a mark. */
  public void add(Kind kind, String id) {
    CassandraSession.await(session.write(session.bind(INSERT, YARD, kind.name(), id)));
  }

  /** The marks known to the nodes that answer. */
  Answer<List<Mark>> look() {
    Answer<List<Row>> rows = CassandraSession.await(session.read(session.bind(SELECT, YARD)));
    return new Answer<>(marks(rows.value()), rows.quorum());
  }

  private static List<Mark> marks(List<Row> rows) {
    List<Mark> marks = new ArrayList<>();
    for (Row row : rows) {
      marks.add(
          new Mark(
              Kind.valueOf(Objects.requireNonNull(row.getString("kind"))),
              Objects.requireNonNull(row.getString("id")),
              row.getLong("written_at")));
    }
    return marks;
  }

  /** How many there are; asked of one node, soon, when nodes are silent. */
  public int count(RingState ring) {
    return ring.whole()
        ? look().value().size()
        : CassandraSession.await(session.readAny(session.bind(SELECT, YARD))).size();
  }

  /** Takes this mark away, on every replica; one set since then stays. */
  void clear(Mark mark) {
    CassandraSession.await(
        session.writeStrictly(
            session.bind(DELETE, mark.writtenAt(), YARD, mark.kind().name(), mark.id())));
  }
}
