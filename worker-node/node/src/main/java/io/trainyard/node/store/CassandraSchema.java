package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keyspace and its tables. The master creates what is missing; workers wait for it. Each table
 * has an id derived from its name, so that two masters creating it at once create the same one.
 */
final class CassandraSchema {
  static final String KEYSPACE = "trainyard";

  private static final Logger log = LoggerFactory.getLogger(CassandraSchema.class);

  /**
   * Blobs are compressed by us; Cassandra's own compression is on for its checksums, tested at
   * every read. Read repair is off: between two replicas of one age it keeps the larger value, and
   * would so spread a damaged one.
   */
  private static final String BLOB_OPTIONS =
      " AND read_repair = 'NONE' AND crc_check_chance = 1.0 AND compression ="
          + " {'class': 'LZ4Compressor', 'chunk_length_in_kb': 64, 'min_compress_ratio': 1.1}";

  /** How long a new ring may take to be whole. */
  private static final Duration AGREEMENT = Duration.ofSeconds(20);

  private final CqlSession session;
  private final CassandraSettings settings;

  CassandraSchema(CqlSession session, CassandraSettings settings) {
    this.session = session;
    this.settings = settings;
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put(
        "blobs",
        "(id text PRIMARY KEY, kind text, codec text, raw_bytes bigint, stored_bytes bigint, parts"
            + " int, under_replicated boolean, stored_at timestamp, attributes map<text, text>)");
    tables.put(
        "blob_parts",
        "(blob_id text, part int, bytes blob, crc32c int, PRIMARY KEY (blob_id, part))");
    tables.put(
        "under_replicated",
        "(yard text, kind text, id text, since timestamp, PRIMARY KEY (yard, kind, id))");
    tables.put(
        "datasets",
        "(yard text, id text, name text, description text, sources set<text>, PRIMARY KEY (yard,"
            + " id))");
    tables.put(
        "run_metrics",
        "(run_id text, attempt int, sequence bigint, point text,"
            + " PRIMARY KEY (run_id, attempt, sequence))");
    tables.put(
        "run_logs",
        "(run_id text, attempt int, sequence bigint, node_id text, at timestamp, line text,"
            + " PRIMARY KEY (run_id, attempt, sequence, node_id, at))");
    return tables;
  }

  /** Creates what is missing, and then waits until every node that keeps copies knows it. */
  void create(SchemaSignal signal) {
    if (missing().isEmpty()) {
      return;
    }
    if (session.getMetadata().getKeyspace(KEYSPACE).isEmpty()) {
      session.execute(
          change(
              "CREATE KEYSPACE IF NOT EXISTS %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': %d}"
                  .formatted(KEYSPACE, settings.datacenter(), settings.replicas())));
    }
    List<String> missing = missing();
    createAll(missing);
    log.atInfo().addKeyValue("tables", missing).log("The Cassandra schema was created");
    if (!signal.await(this::agreed, AGREEMENT)) {
      log.atWarn()
          .addKeyValue("nodes", session.getMetadata().getNodes().values())
          .log("Not every Cassandra node knows the schema yet; one may be down");
    }
  }

  /**
   * All at once and by one node, which does them one after the other: what takes long with each is
   * to wait until the nodes agree.
   */
  private void createAll(List<String> missing) {
    Optional<Node> one =
        session.getMetadata().getNodes().values().stream()
            .filter(node -> node.getState() == NodeState.UP)
            .findFirst();
    List<CompletableFuture<?>> changes = new ArrayList<>();
    tables()
        .forEach(
            (table, columns) -> {
              if (missing.contains(table)) {
                SimpleStatement change = change(statement(table, columns));
                changes.add(
                    session
                        .executeAsync(one.map(change::setNode).orElse(change))
                        .toCompletableFuture());
              }
            });
    CassandraSession.await(CompletableFuture.allOf(changes.toArray(CompletableFuture[]::new)));
  }

  private static SimpleStatement change(String ddl) {
    return SimpleStatement.newInstance(ddl).setTimeout(AGREEMENT);
  }

  /** Nodes started together find each other late: one alone agrees with itself at once. */
  private boolean agreed() {
    long up =
        session.getMetadata().getNodes().values().stream()
            .filter(node -> node.getState() == NodeState.UP)
            .count();
    return up >= settings.replicas() && session.checkSchemaAgreement();
  }

  private static String statement(String table, String columns) {
    UUID id = UUID.nameUUIDFromBytes((KEYSPACE + "." + table).getBytes(StandardCharsets.UTF_8));
    String options =
        switch (table) {
          case "run_logs" ->
              " AND CLUSTERING ORDER BY (attempt DESC, sequence DESC, node_id ASC, at ASC)";
          case "blobs", "blob_parts" -> BLOB_OPTIONS;
          default -> "";
        };
    return "CREATE TABLE IF NOT EXISTS %s.%s %s WITH ID = %s%s"
        .formatted(KEYSPACE, table, columns, id, options);
  }

  List<String> missing() {
    Map<String, String> tables = tables();
    return session
        .getMetadata()
        .getKeyspace(KEYSPACE)
        .map(keyspace -> tables.keySet().stream().filter(name -> !has(keyspace, name)).toList())
        .orElseGet(() -> List.copyOf(tables.keySet()));
  }

  private static boolean has(KeyspaceMetadata keyspace, String table) {
    return keyspace.getTable(table).isPresent();
  }

  /** Returns once every table is there; throws NOT_READY when patience ends first. */
  void await(SchemaSignal signal, Duration patience) {
    if (missing().isEmpty()) {
      return;
    }
    log.info("Waiting for the master to create the Cassandra schema");
    if (!signal.await(() -> missing().isEmpty(), patience)) {
      throw new TrainyardException(
          ErrorCode.NOT_READY,
          "The Cassandra schema is not there after %d s: is a master running? Missing: %s."
              .formatted(patience.toSeconds(), missing()));
    }
  }
}
