package io.trainyard.node.health;

import io.trainyard.contract.cluster.Health;
import java.util.function.IntSupplier;

/**
 * The master's view of its workers.
 *
 * @param alive how many are heard of
 * @param tasksPartitions how many workers the tasks topic can serve
 */
public record WorkersCheck(IntSupplier alive, int tasksPartitions) implements HealthCheck {
  private static final String NAME = "workers";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String meaning() {
    return "Runs are accepted and wait in the queue until a worker is there.";
  }

  @Override
  public boolean essential() {
    return false;
  }

  @Override
  public Health.Dependency check() {
    int workers = alive.getAsInt();
    if (workers == 0) {
      return new Health.Dependency(
          NAME, Health.State.DEGRADED, null, "No worker is heard of. " + meaning());
    }
    if (workers > tasksPartitions) {
      return new Health.Dependency(
          NAME,
          Health.State.DEGRADED,
          null,
          "Only " + tasksPartitions + " of " + workers + " workers can be given runs at a time.");
    }
    return new Health.Dependency(NAME, Health.State.UP, null, null);
  }
}
