package io.trainyard.launcher.box.probe;

import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.ServiceKind;

/** Asks a service in its own protocol whether it serves. Blocks for two seconds at most. */
@FunctionalInterface
public interface Probe {
  boolean answers();

  static Probe of(Service service, Endpoints endpoints) {
    int port = endpoints.port(service);
    return switch (service.kind()) {
      case KAFKA -> new KafkaProbe(service.host(), port, service.number());
      case CASSANDRA ->
          new CassandraProbe(service.host(), port, endpoints.of(ServiceKind.CASSANDRA).size() - 1);
      case REDIS -> new RedisProbe(service.host(), port);
      case MASTER, WORKER -> new NodeProbe(endpoints.address(service));
    };
  }
}
