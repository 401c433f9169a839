package io.trainyard.node.http.guard;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.config.Exposure;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which this node may be addressed. A page that has its own name resolve to a
 * loopback address (DNS rebinding) is told off by its Host header.
 */
final class HostCheck {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String PORT_80 = ":80";

  private final Exposure exposure;
  private final String bound;
  private final List<String> configured;

  HostCheck(String bound, Exposure exposure, List<String> configured) {
    this.bound = bound.toLowerCase(Locale.ROOT);
    this.exposure = exposure;
    this.configured =
        configured.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  void check(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll("Host");
    if (hosts.size() != 1 || !isOurs(hosts.get(0), request.localAddress().port())) {
      throw new TrainyardException(
          ErrorCode.MISDIRECTED_HOST,
          "Address this node as localhost or by a name of trainyard.http.allowed-hosts.");
    }
  }

  /** Whether {@code host} or {@code host:port} names this node. */
  boolean isOurs(String authority, int ourPort) {
    String given = authority.toLowerCase(Locale.ROOT);
    String name = given.replaceFirst(":\\d{1,5}$", "");
    boolean portIsOurs =
        given.equals(name + ":" + ourPort) || (ourPort == 80 && given.equals(name));
    if (LOOPBACK.contains(name) || name.equals(bound)) {
      // Which port a container is published at is not known inside.
      return portIsOurs || exposure == Exposure.CONTAINER;
    }
    return configured.contains(given)
        || (configured.contains(name) && portIsOurs)
        || configured.contains(given + PORT_80);
  }
}
