package io.trainyard.node.service;

import io.trainyard.contract.cluster.Health;

/**
 * The node's own health and its dependencies'. Blocking, at most 5 s; never throws for an outage.
 */
public interface HealthProbe {
  Health check();
}
