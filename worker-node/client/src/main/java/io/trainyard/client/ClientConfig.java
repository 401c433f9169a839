package io.trainyard.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where a cluster answers and what opens it.
 *
 * @param addresses base URLs of its nodes, the master's first; tried in turn when one is away
 * @param token the bearer token; empty where the cluster asks for none
 * @param connectTimeout for a connection to one node
 * @param callTimeout for an ordinary call's answer; long calls have their own
 */
public record ClientConfig(
    List<URI> addresses, String token, Duration connectTimeout, Duration callTimeout) {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration CALL = Duration.ofSeconds(15);

  public ClientConfig {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("A client needs the address of one node at least.");
    }
    addresses = List.copyOf(addresses);
    addresses.forEach(ClientConfig::check);
  }

  /** The usual time limits. */
  public static ClientConfig of(List<URI> addresses, String token) {
    return new ClientConfig(addresses, token, CONNECT, CALL);
  }

  private static void check(URI address) {
    String scheme = address.getScheme();
    if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "\"" + address + "\" is no address of a node; one looks like http://127.0.0.1:5000.");
    }
  }

  @Override
  public String toString() {
    return "ClientConfig[addresses=" + addresses + ", token=secret]";
  }
}
