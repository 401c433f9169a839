package io.trainyard.node.http.route;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.trainyard.contract.api.Route;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.WorkPool;
import io.vertx.ext.web.RoutingContext;

/** What Prometheus reads. */
public final class MetricsRoutes {
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;
  private final WorkPool pool;

  public MetricsRoutes(PrometheusMeterRegistry registry, WorkPool pool) {
    this.registry = registry;
    this.pool = pool;
  }

  public void addTo(Endpoints endpoints) {
    endpoints.direct(Route.METRICS, this::scrape);
  }

  /** From a pool: a gauge may look at what takes its time. */
  private void scrape(RoutingContext routing) {
    pool.call(routing.vertx().getOrCreateContext(), () -> registry.scrape(TEXT_FORMAT))
        .onSuccess(text -> routing.response().putHeader("Content-Type", TEXT_FORMAT).end(text))
        .onFailure(routing::fail);
  }
}
