package io.trainyard.node.http;

import static io.trainyard.contract.error.ErrorCode.INVALID_REQUEST;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.TrainyardException;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as a route sees it: taken off the event loop whole, so that any thread may read it. */
public final class Call {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final int LONGEST_KEY = 200;

  private final Map<String, String> path;
  private final Map<String, String> query;
  private final @Nullable String idempotencyKey;
  private final byte[] body;

  private Call(
      Map<String, String> path,
      Map<String, String> query,
      @Nullable String idempotencyKey,
      byte[] body) {
    this.path = path;
    this.query = query;
    this.idempotencyKey = idempotencyKey;
    this.body = body;
  }

  static Call of(Route route, RoutingContext context, byte[] body) {
    Map<String, String> query = new HashMap<>();
    context.queryParams().forEach(given -> query.putIfAbsent(given.getKey(), given.getValue()));
    QueryCheck.known(route, query.keySet());
    return new Call(
        Map.copyOf(context.pathParams()),
        query,
        checkedKey(context.request().getHeader(IDEMPOTENCY_KEY)),
        body);
  }

  /** A word of the path, decoded. */
  public String path(String name) {
    String word = path.get(name);
    if (word == null) {
      throw new IllegalArgumentException("the route has no " + name);
    }
    return word;
  }

  /** A query parameter; empty when it is absent or has no value. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  /** A query parameter that is a whole number within bounds. */
  public int number(String name, int otherwise, int least, int most) {
    String text = query(name).orElse(Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw outOfBounds(name, text, "a whole number from " + least + " to " + most, e);
    }
    throw outOfBounds(name, text, "a whole number from " + least + " to " + most, null);
  }

  /** A query parameter that is one of a few words, in any case. */
  public <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
    return query(name).map(text -> constant(name, text, type));
  }

  /** The caller's name for this very request, so that a repetition does nothing twice. */
  public @Nullable String idempotencyKey() {
    return idempotencyKey;
  }

  /** The body, read strictly; without one, the default. */
  public <T> T json(Class<T> type, T otherwise) {
    return body.length == 0 ? otherwise : RequestJson.read(body, type);
  }

  /** The body, read strictly. */
  public <T> T json(Class<T> type) {
    return RequestJson.read(body, type);
  }

  private static <E extends Enum<E>> E constant(String name, String text, Class<E> type) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      String allowed = java.util.Arrays.toString(type.getEnumConstants());
      throw outOfBounds(name, text, "one of " + allowed.replaceAll("[\\[\\]]", ""), e);
    }
  }

  private static TrainyardException outOfBounds(
      String name, String text, String allowed, @Nullable Throwable cause) {
    String detail = name + " must be " + allowed + ", not \"" + Words.printable(text) + "\".";
    return new TrainyardException(
        io.trainyard.contract.error.Problem.of(INVALID_REQUEST, detail, name, null), cause);
  }

  private static @Nullable String checkedKey(@Nullable String key) {
    if (key == null) {
      return null;
    }
    if (key.isBlank()
        || key.length() > LONGEST_KEY
        || !key.codePoints().allMatch(Words::isPrintable)) {
      throw TrainyardException.ofField(
          INVALID_REQUEST,
          IDEMPOTENCY_KEY,
          "The " + IDEMPOTENCY_KEY + " must be 1 to " + LONGEST_KEY + " printable characters.");
    }
    return key;
  }
}
