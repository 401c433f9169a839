package io.trainyard.node.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.trainyard.contract.api.Route;
import io.trainyard.node.metrics.MetricNames;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Times every request under its route's template: callers cannot make up new time series. */
public final class HttpMetrics {
  private static final String ROUTE = "trainyard.route";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

  private final MeterRegistry registry;

  HttpMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Begins to time; the first handler of each request. */
  void begin(RoutingContext context) {
    long started = System.nanoTime();
    context.addEndHandler(end -> record(context, end.succeeded(), System.nanoTime() - started));
    context.next();
  }

  /** Names the route that a request has come to. */
  public static void matched(RoutingContext context, Route route) {
    context.put(ROUTE, route);
  }

  private void record(RoutingContext context, boolean sent, long nanos) {
    @Nullable Route route = context.get(ROUTE);
    if (route == Route.LOG_STREAM) {
      // A stream lasts as long as somebody watches: no time of answering.
      return;
    }
    String method = context.request().method().name();
    Timer.builder(MetricNames.HTTP_REQUESTS)
        .tag("route", route == null ? "none" : route.path())
        .tag("method", METHODS.contains(method) ? method : "other")
        .tag("status", sent ? Integer.toString(context.response().getStatusCode()) : "cut")
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
