package io.trainyard.node.store;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where Cassandra is.
 *
 * @param contactPoints native transport addresses of one or more nodes
 * @param datacenter the local one; the keyspace lives there
 * @param replicas how many nodes keep each row, at least 1
 */
public record CassandraSettings(
    List<InetSocketAddress> contactPoints, String datacenter, int replicas) {
  public static final String DEFAULT_DATACENTER = "dc1";

  public CassandraSettings {
    contactPoints = List.copyOf(contactPoints);
    if (contactPoints.isEmpty()) {
      throw new IllegalArgumentException("no Cassandra contact point");
    }
    if (replicas < 1) {
      throw new IllegalArgumentException("replicas must be at least 1, not " + replicas);
    }
    if (!datacenter.matches("\\w[\\w-]*")) {
      throw new IllegalArgumentException("not a datacenter's name: " + datacenter);
    }
  }

  /** How many nodes there are at least. */
  int nodes() {
    return Math.max(replicas, contactPoints.size());
  }
}
