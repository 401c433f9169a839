package io.trainyard.launcher.box.port;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.ServiceKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives every service of a box its ports: the one asked for, else the documented one, else one
 * nearby that is free. Used once by one thread.
 */
public final class PortChoice {
  private static final int NEARBY = 100;

  private final PortProbe probe;
  private final PortRequest request;
  private final Set<Integer> given = new HashSet<>();

  public PortChoice(PortProbe probe, PortRequest request) {
    this.probe = probe;
    this.request = request;
  }

  /**
   * Returns ports that were free a moment ago.
   *
   * @throws BoxException if a port that was asked for is taken or belongs to no service
   */
  public Endpoints choose(List<Service> services) {
    refuseUnknownNames(services);
    Map<Service, Integer> client = new HashMap<>();
    for (Service service : services) {
      request.explicitFor(service).ifPresent(port -> client.put(service, explicit(service, port)));
    }
    Set<Integer> wishes = new HashSet<>(services.stream().map(PortChoice::documented).toList());
    for (Service service : services) {
      client.computeIfAbsent(service, s -> free(s.host(), documented(s), wishes));
    }
    return new Endpoints(client, internalPorts(services, wishes));
  }

  private Map<Service, Integer> internalPorts(List<Service> services, Set<Integer> wishes) {
    Map<Service, Integer> internal = new HashMap<>();
    for (Service service : services) {
      if (service.kind() == ServiceKind.KAFKA) {
        internal.put(service, free(service.host(), 19_091 + service.number(), wishes));
      } else if (service.kind() == ServiceKind.CASSANDRA) {
        internal.put(service, free(service.host(), 6999 + service.number(), wishes));
      }
    }
    return internal;
  }

  private int explicit(Service service, int port) {
    if (!probe.isFree(service.host(), port) || !given.add(port)) {
      throw new BoxException(
          "Port "
              + port
              + " asked for "
              + service.name()
              + " is taken; choose another one or leave it out to get a free one.");
    }
    return port;
  }

  private int free(String host, int preferred, Set<Integer> wishes) {
    if (request.usual()) {
      for (int port = preferred; port < preferred + NEARBY; port++) {
        boolean othersWish = port != preferred && wishes.contains(port);
        if (!othersWish && !given.contains(port) && probe.isFree(host, port)) {
          given.add(port);
          return port;
        }
      }
    }
    int port = probe.anyFree(host);
    return given.add(port) ? port : free(host, preferred, wishes);
  }

  private void refuseUnknownNames(List<Service> services) {
    Set<String> names = new HashSet<>();
    for (Service service : services) {
      names.add(service.name());
      names.add(service.kind().label());
    }
    for (String name : request.explicit().keySet()) {
      if (!names.contains(name)) {
        throw new BoxException("A port was asked for \"" + name + "\", which this box has not.");
      }
    }
  }

  private static int documented(Service service) {
    int number = service.number();
    return switch (service.kind()) {
      case MASTER -> 5000;
      case WORKER -> number == 1 ? 8000 : 8999 + number;
      case KAFKA -> 9091 + number;
      case CASSANDRA -> 8942 + 100 * number;
      case REDIS -> 6379;
    };
  }
}
