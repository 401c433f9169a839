package io.trainyard.contract.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node and what it depends on are doing.
 *
 * @param status the worst that matters: DOWN answers 503, the others 200
 * @param copies how many copies of each chunk this cluster keeps
 */
public record Health(
    State status,
    String node,
    String role,
    String version,
    int copies,
    List<Dependency> dependencies) {
  public Health {
    dependencies = List.copyOf(dependencies);
  }

  /** From good to bad. */
  public enum State {
    UP,
    DEGRADED,
    DOWN
  }

  /**
   * One service that the node needs.
   *
   * @param latencyMillis of the check; null when it did not answer
   * @param why it is not UP, and what that means for runs
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Dependency(
      String name, State status, @Nullable Double latencyMillis, @Nullable String why) {}
}
