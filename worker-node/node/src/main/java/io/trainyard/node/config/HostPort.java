package io.trainyard.node.config;

import java.util.List;
import java.util.stream.Collectors;

/** A network address as configured: {@code host:port}, an IPv6 host in brackets. */
public record HostPort(String host, int port) {
  private static final int HIGHEST_PORT = 65_535;

  public HostPort {
    if (host.isBlank() || port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("an address is host:port, such as 127.0.0.1:9042");
    }
  }

  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon).strip();
    String port = text.substring(colon + 1).strip();
    return new HostPort(host, port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0);
  }

  /** Comma-separated, as Kafka's clients want it. */
  public static String join(List<HostPort> addresses) {
    return addresses.stream().map(HostPort::toString).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
