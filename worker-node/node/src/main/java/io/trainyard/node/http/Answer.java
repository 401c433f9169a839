package io.trainyard.node.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers.
 *
 * @param body to become JSON; null for none
 */
public record Answer(int status, @Nullable Object body, Map<String, String> headers) {
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer ok(Object body) {
    return new Answer(OK, body, Map.of());
  }

  public static Answer of(int status, Object body) {
    return new Answer(status, body, Map.of());
  }

  public static Answer nothing() {
    return new Answer(NO_CONTENT, null, Map.of());
  }

  /** The same, saying where what was made can be found. */
  public Answer at(String location) {
    return new Answer(status, body, Map.of("Location", location));
  }
}
