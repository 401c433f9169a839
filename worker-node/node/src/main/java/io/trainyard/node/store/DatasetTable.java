package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.cql.Row;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The datasets that may be seen. They are few, so all are one partition: the list, a name and the
 * trace of a source are each found by one read, and one write makes a dataset appear. Blocking.
 * Safe for use by any thread.
 */
public final class DatasetTable {
  private static final String YARD = "all";
  private static final String INSERT =
      "INSERT INTO trainyard.datasets (yard, id, name, description, sources) VALUES (?, ?, ?, ?, ?)";
  private static final String SELECT =
      "SELECT id, description, sources FROM trainyard.datasets WHERE yard = ?";
  private static final String ADD_SOURCE =
      "UPDATE trainyard.datasets SET sources = sources + ? WHERE yard = ? AND id = ?";
  private static final String DELETE = "DELETE FROM trainyard.datasets WHERE yard = ? AND id = ?";

  private final CassandraSession session;

  public DatasetTable(CassandraSession session) {
    this.session = session;
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

  /** Writes the row; false when fewer nodes than keep it have it. */
  public boolean put(Entry entry) {
    DatasetView view = entry.view();
    return CassandraSession.await(
        session.write(
            session.bind(INSERT, YARD, view.id(), view.name(), Json.text(view), entry.sources())));
  }

  /** Remembers another source that gave the same dataset. */
  public void addSource(String id, String source) {
    CassandraSession.await(session.write(session.bind(ADD_SOURCE, Set.of(source), YARD, id)));
  }

  public List<Entry> all() {
    List<Entry> entries = new ArrayList<>();
    for (Row row : CassandraSession.await(session.read(session.bind(SELECT, YARD))).value()) {
      String view = row.getString("description");
      Set<String> sources = row.getSet("sources", String.class);
      // A source added while the dataset was removed leaves a row without a view.
      if (view != null) {
        entries.add(new Entry(decode(view), sources == null ? Set.of() : sources));
      }
    }
    return entries;
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
