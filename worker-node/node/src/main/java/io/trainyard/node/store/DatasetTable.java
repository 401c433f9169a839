package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.store.ConsistencyLadder.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The datasets that may be seen. They are few, so all are one partition: the list, a name and the
 * trace of a source are each found by one read, and one write makes a dataset appear. Blocking.
 * Safe for use by any thread.
 */
public final class DatasetTable {
  private static final String YARD = "all";
  private static final String INSERT =
      "INSERT INTO trainyard.datasets (yard, id, name, description, sources) VALUES (?, ?, ?, ?,"
          + " ?)";
  private static final String SELECT =
      "SELECT id, description, sources FROM trainyard.datasets WHERE yard = ?";
  private static final String ADD_SOURCE =
      "UPDATE trainyard.datasets SET sources = sources + ? WHERE yard = ? AND id = ?";
  private static final String FIND =
      "SELECT id, description, sources, writetime(description) AS written_at"
          + " FROM trainyard.datasets WHERE yard = ? AND id = ?";
  private static final String INSERT_AT = INSERT + " USING TIMESTAMP ?";
  private static final String DESCRIBE =
      "UPDATE trainyard.datasets USING TIMESTAMP ? SET description = ? WHERE yard = ? AND id = ?";
  private static final String DELETE = "DELETE FROM trainyard.datasets WHERE yard = ? AND id = ?";

  private final CassandraSession session;
  private final CopyMarks marks;

  public DatasetTable(CassandraSession session) {
    this.session = session;
    this.marks = new CopyMarks(session);
  }

  /**
   * A dataset's row.
   *
   * @param sources digests of what it was made from, so that the same need not be read again
   */
  public record Entry(DatasetView view, Set<String> sources) {
    public Entry {
      sources = Set.copyOf(sources);
    }
  }

  /**
   * The datasets.
   *
   * @param complete false when a node answered alone that may have been away when some were stored
   */
  public record Listing(List<Entry> entries, boolean complete) {
    public Listing {
      entries = List.copyOf(entries);
    }
  }

  /** Writes the row; false when fewer nodes than keep it have it. It is marked then. */
  public boolean put(Entry entry) {
    DatasetView view = entry.view();
    if (view.copies() < session.replicas()) {
      marks.add(CopyMarks.Kind.DATASET, view.id());
    }
    return marked(view.id(), session.bind(INSERT, values(entry)));
  }

  private static Object[] values(Entry entry) {
    DatasetView view = entry.view();
    return new Object[] {YARD, view.id(), view.name(), Json.text(view), entry.sources()};
  }

  private boolean marked(String id, BoundStatement write) {
    boolean full = CassandraSession.await(session.write(write));
    if (!full) {
      marks.add(CopyMarks.Kind.DATASET, id);
    }
    return full;
  }

  /** Remembers another source that gave the same dataset. */
  public void addSource(String id, String source) {
    marked(id, session.bind(ADD_SOURCE, Set.of(source), YARD, id));
  }

  /** Those known to the nodes that answer. */
  public Listing look() {
    Answer<List<Row>> answer = CassandraSession.await(session.read(session.bind(SELECT, YARD)));
    return new Listing(entries(answer.value()), answer.quorum());
  }

  public List<Entry> all() {
    return look().entries();
  }

  /** All there are; throws CASSANDRA_UNAVAILABLE when too few nodes answer to know that. */
  public List<Entry> allStrictly() {
    return entries(CassandraSession.await(session.readStrictly(session.bind(SELECT, YARD))));
  }

  private static List<Entry> entries(List<Row> rows) {
    return rows.stream().flatMap(row -> entry(row).stream()).toList();
  }

  /** Empty for what is left of a row to which a source was added while it was removed. */
  private static Optional<Entry> entry(Row row) {
    Set<String> sources = row.getSet("sources", String.class);
    return Optional.ofNullable(row.getString("description"))
        .map(view -> new Entry(decode(view), sources == null ? Set.of() : sources));
  }

  /**
   * Gives each replica the row, which then says so. Written with the time of what was read: a row
   * removed meanwhile stays removed. False when there is none.
   */
  boolean spread(String id) {
    List<Row> rows = CassandraSession.await(session.readStrictly(session.bind(FIND, YARD, id)));
    Optional<Entry> found = entries(rows).stream().findFirst();
    if (found.isEmpty()) {
      return false;
    }
    long writtenAt = rows.get(0).getLong("written_at");
    Object[] values = values(found.get());
    Object[] timed = Arrays.copyOf(values, values.length + 1);
    timed[values.length] = writtenAt;
    String whole = Json.text(found.get().view().withCopies(session.replicas()));
    CassandraSession.await(session.writeStrictly(session.bind(INSERT_AT, timed)));
    CassandraSession.await(
        session.writeStrictly(session.bind(DESCRIBE, writtenAt + 1, whole, YARD, id)));
    return true;
  }

  public void remove(String id) {
    CassandraSession.await(session.write(session.bind(DELETE, YARD, id)));
  }

  private static DatasetView decode(String view) {
    try {
      byte[] json = view.getBytes(StandardCharsets.UTF_8);
      return Json.read(json, DatasetView.class);
    } catch (IOException e) {
      throw new TrainyardException(
          ErrorCode.INTERNAL, "A stored dataset's description cannot be read.", e);
    }
  }
}
