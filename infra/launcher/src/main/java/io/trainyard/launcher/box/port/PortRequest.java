package io.trainyard.launcher.box.port;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.Service;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which ports a person wants.
 *
 * @param explicit service name to port; such a port is taken or the start fails
 * @param usual whether services without an explicit port prefer their documented one
 */
public record PortRequest(Map<String, Integer> explicit, boolean usual) {
  public PortRequest {
    explicit = Map.copyOf(explicit);
  }

  public static PortRequest documented() {
    return new PortRequest(Map.of(), true);
  }

  /** For boxes beside the one that a person uses. */
  public static PortRequest anyFree() {
    return new PortRequest(Map.of(), false);
  }

  /**
   * Reads {@code master=5010,kafka-1=9192}.
   *
   * @throws BoxException if that is not what it says
   */
  public static PortRequest parse(String text) {
    Map<String, Integer> explicit = new LinkedHashMap<>();
    Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .forEach(part -> add(explicit, part));
    return new PortRequest(explicit, true);
  }

  /** {@code master} may be said for {@code master-1}. */
  Optional<Integer> explicitFor(Service service) {
    Integer port = explicit.get(service.name());
    if (port == null && service.number() == 1) {
      port = explicit.get(service.kind().label());
    }
    return Optional.ofNullable(port);
  }

  /** In the form that {@link #parse} reads. */
  public String text() {
    return String.join(
        ",", explicit.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  private static void add(Map<String, Integer> explicit, String part) {
    String[] pair = part.split("=", 2);
    int port = pair.length == 2 ? number(pair[1].strip()) : -1;
    if (port < 1 || port > 65_535) {
      throw new BoxException(
          "Port \"" + part + "\" is not understood; write NAME=PORT, for example master=5010.");
    }
    explicit.put(pair[0].strip(), port);
  }

  private static int number(String text) {
    return text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
  }
}
