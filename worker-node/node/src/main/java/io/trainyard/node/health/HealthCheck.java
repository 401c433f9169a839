package io.trainyard.node.health;

import io.trainyard.contract.cluster.Health;

/** A look at one dependency. Safe for any thread; may block and throw, within the probe's limit. */
public interface HealthCheck {
  String name();

  /** What it means for runs while this does not answer, a sentence. */
  String meaning();

  /** Whether the node is of no use without it; else it is only worse off. */
  boolean essential();

  Health.Dependency check() throws Exception;
}
