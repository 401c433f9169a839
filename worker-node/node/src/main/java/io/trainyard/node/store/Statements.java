package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.trainyard.contract.error.TrainyardException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Statements by their text, each prepared once. Safe for use by any thread. */
final class Statements {
  /** The driver asks one node, another each time: so many find one that is not frozen. */
  private static final int ATTEMPTS = 4;

  private final CqlSession session;
  private final ConcurrentMap<String, PreparedStatement> prepared = new ConcurrentHashMap<>();

  Statements(CqlSession session) {
    this.session = session;
  }

  /** A statement with its values; throws a TrainyardException when no node prepares it. */
  BoundStatement bind(String cql, Object... values) {
    PreparedStatement known = prepared.get(cql);
    return (known == null ? prepare(cql) : known).bind(values);
  }

  private PreparedStatement prepare(String cql) {
    SimpleStatement text =
        SimpleStatement.newInstance(cql).setExecutionProfileName(DriverProfile.SHORT);
    for (int attempt = 1; ; attempt++) {
      try {
        PreparedStatement made = session.prepare(text);
        prepared.put(cql, made);
        return made;
      } catch (DriverException e) {
        TrainyardException typed = Outage.typed(e);
        if (attempt == ATTEMPTS || !Outage.is(e)) {
          throw typed;
        }
      }
    }
  }
}
