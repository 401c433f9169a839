package io.trainyard.contract.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The examples of requests and answers, one per route that has a JSON body; the documentation shows
 * them and tests on both ends of the wire read them.
 */
public final class Golden {
  private static final String FOLDER = "/io/trainyard/contract/golden/";

  private Golden() {}

  /** An answer of the route, as JSON. */
  public static Optional<byte[]> answer(Route route) {
    return read(route.name() + ".json");
  }

  /** A request to the route, as JSON. */
  public static Optional<byte[]> request(Route route) {
    return read(route.name() + ".request.json");
  }

  private static Optional<byte[]> read(String name) {
    try (InputStream in = Golden.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the example " + name + " cannot be read", e);
    }
  }
}
