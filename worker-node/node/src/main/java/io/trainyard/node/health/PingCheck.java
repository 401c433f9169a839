package io.trainyard.node.health;

import io.trainyard.contract.cluster.Health;

/**
 * A dependency that answers a question or does not.
 *
 * @param question returns if the dependency is well, throws if not
 */
public record PingCheck(String name, boolean essential, String meaning, Question question)
    implements HealthCheck {

  /** May block and throw. */
  @FunctionalInterface
  public interface Question {
    void ask() throws Exception;
  }

  public static PingCheck redis(Question question) {
    return new PingCheck(
        "redis", false, "Runs go on; data is read from Cassandra, more slowly.", question);
  }

  /** A worker's view of the master. */
  public static PingCheck master(Question question) {
    return new PingCheck(
        "master",
        false,
        "Runs that have a worker go on; nothing new is accepted or handed out.",
        question);
  }

  @Override
  public Health.Dependency check() throws Exception {
    long began = System.nanoTime();
    question.ask();
    double millis = (System.nanoTime() - began) / 1e6;
    return new Health.Dependency(name, Health.State.UP, millis, null);
  }
}
