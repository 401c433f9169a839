package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.Node;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.store.ConsistencyLadder.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Cassandra: one a process, for all threads but the driver's own. Reads and
 * writes go to a quorum, or to one replica when nodes are missing.
 */
public final class CassandraSession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CassandraSession.class);

  /** More than both steps of the ladder may take together. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** So long nodes may take to start. */
  private static final Duration STARTING = Duration.ofSeconds(90);

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(3);

  /** Reads no row, from as many nodes as keep one. */
  private static final SimpleStatement PROBE =
      SimpleStatement.newInstance("SELECT id FROM trainyard.datasets WHERE yard = 'probe'")
          .setExecutionProfileName(DriverProfile.SHORT);

  private final CqlSession session;
  private final CassandraSettings settings;
  private final SchemaSignal signal;
  private final ConsistencyLadder ladder;
  private final RingWatch watch;
  private final Statements statements;
  private final Ring ring;
  private final Counter degradedReads;
  private final Counter degradedWrites;

  private CassandraSession(
      CqlSession session, CassandraSettings settings, SchemaSignal signal, MeterRegistry meters) {
    this.session = session;
    this.settings = settings;
    this.signal = signal;
    this.statements = new Statements(session);
    this.ring = new Ring(session, settings);
    this.ladder = new ConsistencyLadder(settings.replicas());
    this.degradedReads =
        meters.counter(MetricNames.DEGRADED_OPERATIONS, MetricNames.OPERATION, "read");
    this.degradedWrites =
        meters.counter(MetricNames.DEGRADED_OPERATIONS, MetricNames.OPERATION, "write");
    this.watch = RingWatch.start(session, settings.nodes());
    watch.each(() -> ladder.probe(() -> session.executeAsync(PROBE)));
  }

  /** Connects, trying until patience ends; throws CASSANDRA_UNAVAILABLE then. */
  public static CassandraSession open(
      CassandraSettings settings, Duration patience, MeterRegistry meters) {
    SchemaSignal signal = new SchemaSignal();
    CompletableFuture<CqlSession> opening =
        CqlSession.builder()
            .addContactPoints(settings.contactPoints())
            .withConfigLoader(DriverProfile.loader(settings))
            .withSchemaChangeListener(signal)
            .buildAsync()
            .toCompletableFuture();
    try {
      CqlSession session = opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new CassandraSession(session, settings, signal, meters);
    } catch (ExecutionException e) {
      throw Outage.typed(e);
    } catch (TimeoutException e) {
      opening.cancel(true);
      throw new TrainyardException(
          ErrorCode.CASSANDRA_UNAVAILABLE,
          "No Cassandra node answered at %s within %d s."
              .formatted(settings.contactPoints(), patience.toSeconds()),
          e);
    } catch (InterruptedException e) {
      opening.cancel(true);
      throw interrupted(e);
    }
  }

  /**
   * Creates keyspace and tables where they are missing; the master's duty. Nodes that are starting
   * may take their time to agree, so what was not answered is asked for again.
   */
  public void createSchema() {
    CassandraSchema schema = new CassandraSchema(session, settings);
    long began = System.nanoTime();
    while (true) {
      try {
        schema.create(signal);
        return;
      } catch (DriverException | TrainyardException e) {
        TrainyardException failure = Outage.typed(e);
        Duration passed = Duration.ofNanos(System.nanoTime() - began);
        if (failure.code() != ErrorCode.CASSANDRA_UNAVAILABLE
            || passed.compareTo(STARTING) > 0
            || Thread.currentThread().isInterrupted()) {
          throw failure;
        }
        log.atWarn().log("The schema is not created yet: {}", failure.getMessage());
        // It may have been done all the same.
        signal.await(() -> schema.missing().isEmpty(), BETWEEN_TRIES);
      }
    }
  }

  /** Waits for the tables that a master creates. */
  public void awaitSchema(Duration patience) {
    new CassandraSchema(session, settings).await(signal, patience);
  }

  /** How many nodes keep each row when all are up. */
  public int replicas() {
    return settings.replicas();
  }

  /** The driver, for looking at the ring. */
  public CqlSession driver() {
    return session;
  }

  /** Waits for an answer of this session; failures are TrainyardExceptions. */
  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw Outage.typed(e);
    } catch (TimeoutException e) {
      throw new TrainyardException(
          ErrorCode.CASSANDRA_UNAVAILABLE, "Cassandra did not answer in time. Try again.", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static TrainyardException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new TrainyardException(
        ErrorCode.CASSANDRA_UNAVAILABLE, "Interrupted while waiting for Cassandra.", e);
  }

  /** Whether only one node was left to answer for some rows when last asked. */
  public boolean degraded() {
    return ladder.low();
  }

  /** Asks every node that is known. Blocks up to a second. */
  public RingState look() {
    return ring.look(!ladder.low());
  }

  /** The nodes that keep a row, as far as the driver knows. */
  Collection<Node> replicasOf(String partitionKey) {
    return ring.replicasOf(partitionKey);
  }

  /** A statement with its values; the first use of a text prepares it, which blocks. */
  BoundStatement bind(String cql, Object... values) {
    return statements.bind(cql, values);
  }

  /** All rows of a query, every page of it. */
  CompletionStage<Answer<List<Row>>> read(Statement<?> statement) {
    return ladder
        .ask(quorum -> rows(statement, quorum ? DriverProfile.READ : DriverProfile.ONE))
        .thenApply(answer -> counted(answer, degradedReads));
  }

  /** All rows as a quorum knows them; fails when there is none. */
  CompletionStage<List<Row>> readStrictly(Statement<?> statement) {
    return rows(statement, DriverProfile.READ);
  }

  /** All rows as some node knows them, the one that answers first. */
  CompletionStage<List<Row>> readAny(Statement<?> statement) {
    return rows(statement, DriverProfile.ONE);
  }

  /** All rows as this node alone knows them. */
  CompletionStage<List<Row>> readFrom(Node node, Statement<?> statement) {
    return rows(statement.setNode(node), DriverProfile.ONE);
  }

  private CompletionStage<List<Row>> rows(Statement<?> statement, String profile) {
    return session
        .executeAsync(statement.setExecutionProfileName(profile))
        .thenCompose(page -> rest(page, new ArrayList<>()));
  }

  private static CompletionStage<List<Row>> rest(AsyncResultSet page, List<Row> rows) {
    page.currentPage().forEach(rows::add);
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> rest(next, rows))
        : CompletableFuture.completedFuture(rows);
  }

  /** Writes; true when a quorum has it, false when it is only known that one node has. */
  CompletionStage<Boolean> write(Statement<?> statement) {
    return ladder
        .ask(quorum -> write(statement, quorum ? DriverProfile.WRITE : DriverProfile.WRITE_ONE))
        .thenApply(answer -> counted(answer, degradedWrites).quorum());
  }

  /** Writes to a quorum; fails when there is none. */
  CompletionStage<AsyncResultSet> writeStrictly(Statement<?> statement) {
    return write(statement, DriverProfile.WRITE);
  }

  private CompletionStage<AsyncResultSet> write(Statement<?> statement, String profile) {
    return session.executeAsync(statement.setExecutionProfileName(profile));
  }

  private static <T> Answer<T> counted(Answer<T> answer, Counter degraded) {
    if (!answer.quorum()) {
      degraded.increment();
    }
    return answer;
  }

  @Override
  public void close() {
    watch.close();
    try {
      session.closeAsync().toCompletableFuture().get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // The driver may wait without end for a schema that nodes do not agree on.
      var unused = session.forceCloseAsync();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
