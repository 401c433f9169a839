package io.trainyard.launcher.box;

import java.util.ArrayList;
import java.util.List;

/**
 * Which services a box has. Boxes of one name share a data folder, so the name stands for the
 * layout of the data; the number of workers may change freely.
 *
 * @param name {@code default} or {@code full}
 * @param brokers Kafka brokers, 1 or 3
 * @param databases Cassandra nodes, 1 or 2
 * @param masters 0 or 1; without one the box has data services only
 * @param workers 0 to 64, one for each partition of the tasks topic at most
 */
public record Topology(String name, int brokers, int databases, int masters, int workers) {
  public static final int MAX_WORKERS = 64;

  public Topology {
    if (workers < 0 || workers > MAX_WORKERS) {
      throw new BoxException(
          "A box has 1 to " + MAX_WORKERS + " workers; " + workers + " is not possible.");
    }
  }

  /** One of each and two workers. */
  public static Topology standard() {
    return new Topology("default", 1, 1, 1, 2);
  }

  /** The whole data topology on loopback. */
  public static Topology full() {
    return new Topology("full", 3, 2, 1, 2);
  }

  public Topology withWorkers(int count) {
    return new Topology(name, brokers, databases, masters, count);
  }

  /** Kafka, Cassandra and Redis only. */
  public Topology withoutNodes() {
    return new Topology(name, brokers, databases, 0, 0);
  }

  /** How many copies there are of each blob. */
  public int replicationFactor() {
    return Math.min(2, databases);
  }

  /** In the order in which people see them. */
  public List<Service> services() {
    List<Service> services = new ArrayList<>();
    add(services, ServiceKind.MASTER, masters);
    add(services, ServiceKind.WORKER, workers);
    add(services, ServiceKind.KAFKA, brokers);
    add(services, ServiceKind.CASSANDRA, databases);
    add(services, ServiceKind.REDIS, 1);
    return List.copyOf(services);
  }

  private static void add(List<Service> services, ServiceKind kind, int count) {
    for (int number = 1; number <= count; number++) {
      services.add(new Service(kind, number));
    }
  }
}
