package io.trainyard.node.health;

import io.trainyard.contract.cluster.Health;
import io.trainyard.node.store.RingState;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Cassandra: without any node no run can begin or end; with one node of two all goes on.
 *
 * @param ring asks every node
 * @param underReplicated how much was stored while a node was away and has one copy since
 */
public record CassandraCheck(Supplier<RingState> ring, ToIntFunction<RingState> underReplicated)
    implements HealthCheck {
  private static final String NAME = "cassandra";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String meaning() {
    return "Datasets and models cannot be read or stored; runs wait until it is back.";
  }

  @Override
  public boolean essential() {
    return true;
  }

  @Override
  public Health.Dependency check() {
    long began = System.nanoTime();
    RingState state = ring.get();
    if (state.answering() == 0) {
      return new Health.Dependency(
          NAME, Health.State.DOWN, null, "No node of Cassandra answers. " + meaning());
    }
    int waiting = underReplicated.applyAsInt(state);
    double millis = (System.nanoTime() - began) / 1e6;
    return state.whole() && waiting == 0
        ? new Health.Dependency(NAME, Health.State.UP, millis, null)
        : new Health.Dependency(NAME, Health.State.DEGRADED, millis, why(state, waiting));
  }

  private static String why(RingState state, int waiting) {
    String copies = waiting == 1 ? "1 blob or dataset has" : waiting + " blobs and datasets have";
    if (state.whole()) {
      return copies + " one copy and will be given the other now.";
    }
    String silent =
        state.silent().isEmpty() ? "" : " (silent: " + String.join(", ", state.silent()) + ")";
    return ("%d of %d nodes of Cassandra answer%s. All goes on; what is stored now has one copy"
            + " until all are back. %s one copy.")
        .formatted(state.answering(), state.expected(), silent, copies);
  }
}
