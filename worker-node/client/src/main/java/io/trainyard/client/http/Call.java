package io.trainyard.client.http;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.codec.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request, not yet bound to a node. Immutable.
 *
 * @param target path and query
 * @param repeatable whether it may be sent again when it is not known if it arrived
 */
public record Call(
    Route route,
    String target,
    Map<String, String> headers,
    BodyPublisher body,
    Optional<Duration> timeout,
    boolean repeatable) {

  public Call {
    headers = Map.copyOf(headers);
  }

  /** A call without a body; words fill the path's parameters in order. */
  public static Call of(Route route, String... words) {
    return new Call(
        route,
        route.with(words),
        Map.of(),
        BodyPublishers.noBody(),
        Optional.empty(),
        route.method().equals("GET"));
  }

  /** With a query parameter; a null value leaves it out. */
  public Call query(String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    String encoded = URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    String joined = target + (target.contains("?") ? "&" : "?") + name + "=" + encoded;
    return new Call(route, joined, headers, body, timeout, repeatable);
  }

  public Call header(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Call(route, target, more, body, timeout, repeatable);
  }

  public Call json(Object value) {
    return body("application/json", BodyPublishers.ofByteArray(Json.bytes(value)));
  }

  public Call body(String mediaType, BodyPublisher publisher) {
    Call typed = header("Content-Type", mediaType);
    return new Call(route, target, typed.headers, publisher, timeout, repeatable);
  }

  /** With an own limit for the answer's first byte. */
  public Call within(Duration limit) {
    return new Call(route, target, headers, body, Optional.of(limit), repeatable);
  }

  /** May be sent again: doing it twice comes to the same. */
  public Call asRepeatable() {
    return new Call(route, target, headers, body, timeout, true);
  }

  HttpRequest at(URI node, String token, Duration usualTimeout) {
    String base = node.toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + target))
            .method(route.method(), body)
            .timeout(timeout.orElse(usualTimeout));
    headers.forEach(request::setHeader);
    if (!token.isEmpty() && route.access() == Route.Access.TOKEN) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  @Override
  public String toString() {
    return route.method() + " " + route.path();
  }
}
