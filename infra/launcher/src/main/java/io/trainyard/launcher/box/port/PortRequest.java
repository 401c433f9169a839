package io.trainyard.launcher.box.port;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.Service;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which ports a person wants.
 *
 * @param explicit service name to port; such a port is taken or the start fails
 * @param usual whether services without an explicit port prefer their documented one
 */
public record PortRequest(Map<String, Integer> explicit, boolean usual) {
  private static final String ANY = "any";

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
   * Reads {@code master=5010,kafka-1=9192}; the word {@code any} among them gives up the documented
   * ports.
   *
   * @throws BoxException if that is not what it says
   */
  public static PortRequest parse(String text) {
    Map<String, Integer> explicit = new LinkedHashMap<>();
    List<String> parts =
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(p -> !p.isEmpty()).toList();
    parts.stream().filter(part -> !part.equals(ANY)).forEach(part -> add(explicit, part));
    return new PortRequest(explicit, !parts.contains(ANY));
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
    Stream<String> wishes = explicit.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue());
    return Stream.concat(usual ? Stream.empty() : Stream.of(ANY), wishes)
        .collect(Collectors.joining(","));
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
