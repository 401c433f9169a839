package io.trainyard.launcher.box;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;

/** What this machine cannot do, said before anything starts. */
final class Platform {
  private Platform() {}

  static void check(Topology topology) {
    check(topology, System.getProperty("os.name"));
  }

  static void check(Topology topology, String system) {
    if (system.toLowerCase(Locale.ROOT).startsWith("windows")) {
      throw new BoxException(
          "The cluster in a box is not available on Windows, because Cassandra 5 is not; use"
              + " docker compose or a remote cluster.");
    }
    for (int number = 2; number <= topology.databases(); number++) {
      String host = new Service(ServiceKind.CASSANDRA, number).host();
      if (!exists(host)) {
        throw new BoxException(
            "The full box needs the address "
                + host
                + "; add it with: sudo ifconfig lo0 alias "
                + host
                + " up");
      }
    }
  }

  private static boolean exists(String host) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
