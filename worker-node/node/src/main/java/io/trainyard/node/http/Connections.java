package io.trainyard.node.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.node.metrics.MetricNames;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes connections that do not come to the point: each gets a time for its request, however
 * slowly its bytes trickle, and when there are too many the one that has waited longest goes. Event
 * loop only.
 */
final class Connections {
  private final Vertx vertx;
  private final Limits limits;
  private final AtomicInteger open;

  /** Connections without a request under way, the longest waiting first, with their timer. */
  private final Map<HttpConnection, Long> waiting = new LinkedHashMap<>();

  private final Map<HttpConnection, Integer> working = new HashMap<>();

  Connections(Vertx vertx, Limits limits, MeterRegistry registry) {
    this.vertx = vertx;
    this.limits = limits;
    this.open = registry.gauge(MetricNames.HTTP_CONNECTIONS, new AtomicInteger());
  }

  void opened(HttpConnection connection) {
    open.incrementAndGet();
    connection.closeHandler(closed -> forget(connection));
    await(connection, limits.headers());
    if (waiting.size() + working.size() > limits.connections()) {
      closeLongestWaiting();
    }
  }

  /** A request has come whole up to its body; one of the first handlers of each request. */
  void requested(RoutingContext context) {
    HttpConnection connection = context.request().connection();
    Long timer = waiting.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
    working.merge(connection, 1, Integer::sum);
    context.addEndHandler(end -> answered(connection));
    context.next();
  }

  private void answered(HttpConnection connection) {
    if (!working.containsKey(connection)) {
      return;
    }
    Integer left =
        working.computeIfPresent(connection, (key, count) -> count > 1 ? count - 1 : null);
    if (left == null && !waiting.containsKey(connection)) {
      await(connection, limits.keepAlive());
    }
  }

  private void await(HttpConnection connection, Duration time) {
    waiting.put(connection, vertx.setTimer(time.toMillis(), id -> Hangup.on(connection)));
  }

  private void closeLongestWaiting() {
    Iterator<HttpConnection> longest = waiting.keySet().iterator();
    if (longest.hasNext()) {
      Hangup.on(longest.next());
    }
  }

  private void forget(HttpConnection connection) {
    open.decrementAndGet();
    working.remove(connection);
    Long timer = waiting.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
