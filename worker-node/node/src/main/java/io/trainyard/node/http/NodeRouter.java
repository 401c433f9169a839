package io.trainyard.node.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.config.HostPort;
import io.trainyard.node.config.NodeConfig;
import io.trainyard.node.http.guard.AccessToken;
import io.trainyard.node.http.guard.Gate;
import io.trainyard.node.http.openapi.OpenApi;
import io.trainyard.node.http.route.ClusterRoutes;
import io.trainyard.node.http.route.ControlRoutes;
import io.trainyard.node.http.route.DatasetRoutes;
import io.trainyard.node.http.route.DocsRoutes;
import io.trainyard.node.http.route.MetricsRoutes;
import io.trainyard.node.http.route.ModelRoutes;
import io.trainyard.node.http.route.ProbeRoutes;
import io.trainyard.node.http.route.RunRoutes;
import io.trainyard.node.http.route.StatusRoutes;
import io.trainyard.node.http.route.TaskRoutes;
import io.trainyard.node.http.route.WorkerRoutes;
import io.trainyard.node.http.stream.SseRoutes;
import io.trainyard.node.http.upload.Staging;
import io.trainyard.node.http.upload.UploadRoutes;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The router of a role: every route of the table is bound, to what answers it here or to the
 * forwarding to a master; one without either stops the start.
 */
final class NodeRouter implements AutoCloseable {
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final Router router;
  private final Routing routing;
  private final Connections connections;
  private final MasterForwarding forwarding;

  private NodeRouter(
      Router router, Routing routing, Connections connections, MasterForwarding forwarding) {
    this.router = router;
    this.routing = routing;
    this.connections = connections;
    this.forwarding = forwarding;
  }

  static NodeRouter create(
      Vertx vertx,
      NodeConfig config,
      String version,
      NodeServices services,
      PrometheusMeterRegistry registry,
      Limits limits,
      WorkPools pools,
      @Nullable AccessToken token) {
    Routing routing = new Routing(config.role());
    Router router = Router.router(vertx);
    NodeRouter node =
        new NodeRouter(
            router,
            routing,
            new Connections(vertx, limits, registry),
            new MasterForwarding(vertx, config.master().urls()));
    new Problems(routing).bindTo(router);
    router.route().handler(node.connections::requested);
    router.route().handler(new HttpMetrics(registry)::begin);
    router.route().handler(NodeRouter::commonHeaders);
    router.route().handler(NodeRouter::wellFormed);
    router.route().handler(new Gate(config, token));

    Endpoints endpoints = new Endpoints(limits);
    new ProbeRoutes(services.health(), services.kafka()).addTo(endpoints, pools.probes());
    new MetricsRoutes(registry, pools.probes()).addTo(endpoints);
    new DocsRoutes(OpenApi.document(routing, version)).addTo(endpoints, router);
    new SseRoutes(services.streams(), pools.probes(), limits, config.http().maxStreams(), registry)
        .addTo(endpoints);
    if (services instanceof NodeServices.OfMaster master) {
      addMaster(endpoints, master, config, limits, pools);
    } else if (services instanceof NodeServices.OfWorker worker) {
      new StatusRoutes(worker.status()).addTo(endpoints, pools.calls());
    }
    routing.routes().forEach(route -> node.bind(route, endpoints));
    return node;
  }

  private static void addMaster(
      Endpoints endpoints,
      NodeServices.OfMaster master,
      NodeConfig config,
      Limits limits,
      WorkPools pools) {
    List<String> kafka = config.kafka().bootstrap().stream().map(HostPort::toString).toList();
    new TaskRoutes(master.runs()).addTo(endpoints, pools.calls());
    new RunRoutes(master.runs()).addTo(endpoints, pools.calls());
    new ControlRoutes(master.runs()).addTo(endpoints, pools.calls());
    new DatasetRoutes(master.datasets()).addTo(endpoints, pools);
    new ModelRoutes(master.models(), pools, limits).addTo(endpoints);
    new WorkerRoutes(master.workers()).addTo(endpoints, pools.calls());
    new ClusterRoutes(master, kafka).addTo(endpoints, pools);
    new UploadRoutes(
            master.datasets(),
            staging(config),
            pools.transfers(),
            limits,
            config.http().uploadMaxBytes())
        .addTo(endpoints);
  }

  private static Staging staging(NodeConfig config) {
    Staging staging = new Staging(config.dataDir());
    try {
      staging.sweep();
    } catch (IOException e) {
      throw new StartException(
          "The folder " + config.dataDir() + " (trainyard.data-dir) cannot be used: " + e + ".", e);
    }
    return staging;
  }

  private void bind(Route route, Endpoints endpoints) {
    Handler<RoutingContext> handler =
        routing.forwards(route)
            ? forwarding::forward
            : endpoints
                .of(route)
                .orElseThrow(() -> new IllegalStateException("nothing answers " + route));
    router
        .route(HttpMethod.valueOf(route.method()), Routing.pattern(route))
        .setName(route.name())
        .handler(
            context -> {
              HttpMetrics.matched(context, route);
              handler.handle(context);
            });
  }

  private static void commonHeaders(RoutingContext context) {
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "no-store");
    context.next();
  }

  private static void wellFormed(RoutingContext context) {
    if (BAD_ESCAPE.matcher(context.request().uri()).find()) {
      throw new TrainyardException(
          ErrorCode.INVALID_REQUEST, "A % in the address is followed by no two hex digits.");
    }
    context.next();
  }

  Router router() {
    return router;
  }

  Connections connections() {
    return connections;
  }

  @Override
  public void close() {
    forwarding.close();
  }
}
