package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.ProtocolVersion;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The nodes of Cassandra, each for itself. Safe for use by any thread. */
final class Ring {
  private static final CqlIdentifier KEYSPACE = CqlIdentifier.fromCql(CassandraSchema.KEYSPACE);
  private static final SimpleStatement HELLO =
      SimpleStatement.newInstance("SELECT release_version FROM system.local")
          .setExecutionProfileName(DriverProfile.SHORT)
          .setTimeout(Duration.ofSeconds(1));

  private final CqlSession session;
  private final CassandraSettings settings;

  Ring(CqlSession session, CassandraSettings settings) {
    this.session = session;
    this.settings = settings;
  }

  private Collection<Node> nodes() {
    return session.getMetadata().getNodes().values();
  }

  /** Asks every node that is known, all at once. */
  RingState look(boolean quorum) {
    Map<Node, CompletableFuture<Boolean>> answers = new LinkedHashMap<>();
    for (Node node : nodes()) {
      answers.put(
          node,
          session
              .executeAsync(HELLO.setNode(node))
              .handle((rows, failure) -> failure == null)
              .toCompletableFuture());
    }
    List<String> silent = new ArrayList<>();
    answers.forEach(
        (node, answer) -> {
          if (!answer.join()) {
            silent.add(node.getEndPoint().toString());
          }
        });
    int expected = Math.max(settings.nodes(), answers.size());
    return new RingState(expected, answers.size() - silent.size(), silent, quorum);
  }

  /** The nodes that keep a row; all that are known where the driver cannot tell. */
  Collection<Node> replicasOf(String partitionKey) {
    Optional<Set<Node>> replicas =
        session
            .getMetadata()
            .getTokenMap()
            .map(
                tokens ->
                    tokens.getReplicas(
                        KEYSPACE, TypeCodecs.TEXT.encode(partitionKey, ProtocolVersion.DEFAULT)));
    return replicas.filter(found -> found.size() >= settings.replicas()).isPresent()
        ? replicas.get()
        : nodes();
  }
}
