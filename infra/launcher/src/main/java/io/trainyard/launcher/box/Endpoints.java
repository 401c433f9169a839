package io.trainyard.launcher.box;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ports that each service of a box got. Immutable.
 *
 * @param client where clients connect
 * @param internal where services of one kind talk to each other (Kafka's controllers, Cassandra's
 *     storage); services without such a port are absent
 */
public record Endpoints(Map<Service, Integer> client, Map<Service, Integer> internal) {
  public Endpoints {
    client = Map.copyOf(client);
    internal = Map.copyOf(internal);
  }

  public int port(Service service) {
    return required(client, service);
  }

  public int internalPort(Service service) {
    return required(internal, service);
  }

  /** {@code host:port}. */
  public String hostPort(Service service) {
    return service.host() + ":" + port(service);
  }

  /** As clients write it: with {@code http://} for nodes and {@code redis://} for Redis. */
  public String address(Service service) {
    return switch (service.kind()) {
      case MASTER, WORKER -> "http://" + hostPort(service);
      case REDIS -> "redis://" + hostPort(service);
      case KAFKA, CASSANDRA -> hostPort(service);
    };
  }

  /** {@code host:port} of every broker, separated by commas. */
  public String kafkaBootstrap() {
    return String.join(",", addresses(ServiceKind.KAFKA));
  }

  /** {@code host:port} of every node, separated by commas. */
  public String cassandraContactPoints() {
    return String.join(",", addresses(ServiceKind.CASSANDRA));
  }

  public String cassandraDatacenter() {
    return "dc1";
  }

  public String redisUri() {
    return address(new Service(ServiceKind.REDIS, 1));
  }

  public List<String> addresses(ServiceKind kind) {
    return of(kind).stream().map(this::address).toList();
  }

  /** The services of one kind in the order of their numbers. */
  public List<Service> of(ServiceKind kind) {
    return client.keySet().stream()
        .filter(service -> service.kind() == kind)
        .sorted((a, b) -> Integer.compare(a.number(), b.number()))
        .toList();
  }

  /** Service name to address, for people. */
  public Map<String, String> byName(List<Service> order) {
    Map<String, String> named = new LinkedHashMap<>();
    order.forEach(service -> named.put(service.name(), address(service)));
    return named;
  }

  private static int required(Map<Service, Integer> ports, Service service) {
    Integer port = ports.get(service);
    if (port == null) {
      throw new IllegalArgumentException(service.name() + " is not part of this box");
    }
    return port;
  }
}
