package io.trainyard.node;

import io.trainyard.engine.runtime.NativeReport;
import io.trainyard.engine.runtime.NativeRuntime;
import io.trainyard.node.config.NodeConfig;
import io.trainyard.node.dataset.DatasetCatalog;
import io.trainyard.node.dataset.DatasetSource;
import io.trainyard.node.dataset.MemoryLimits;
import io.trainyard.node.health.KafkaCheck;
import io.trainyard.node.health.NodeHealth;
import io.trainyard.node.health.PingCheck;
import io.trainyard.node.http.Limits;
import io.trainyard.node.http.NodeServices;
import io.trainyard.node.http.WebServer;
import io.trainyard.node.store.DatasetTable;
import io.trainyard.node.worker.EngineLearner;
import io.trainyard.node.worker.Worker;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Wires a worker. */
final class WorkerNode {
  private static final Duration SCHEMA_PATIENCE = Duration.ofSeconds(90);

  private WorkerNode() {}

  /** Starts it; returns when runs may come. */
  static void start(NodeConfig config, String version, Lifecycle life) {
    CompletableFuture<NativeReport> warm =
        CompletableFuture.supplyAsync(new NativeRuntime(System.getenv())::warmUp);
    Backbone base = Backbone.open(config, life);
    base.cassandra().awaitSchema(SCHEMA_PATIENCE);
    DatasetSource data =
        life.manage(
            "data",
            new DatasetSource(
                new DatasetCatalog(new DatasetTable(base.cassandra()), base.blobs()),
                base.cache(),
                MemoryLimits.within(Runtime.getRuntime().maxMemory())));
    base.follow();
    EngineLearner learner =
        life.manage(
            "learner",
            new EngineLearner(
                config.nodeId(),
                data,
                base.blobs(),
                base.telemetry(),
                base.meters(),
                base.clock(),
                warm.join()));
    URI address = address(config);
    Worker worker =
        life.manage(
            "worker",
            Worker.announce(
                config.nodeId(),
                address.toString(),
                base.clients(),
                base.journal(),
                learner,
                base.clock(),
                new Halt(),
                base.meters()));
    NodeServices services =
        new NodeServices.OfWorker(
            health(config, version, base, life), base.kafka(), base.streams(), worker);
    life.manage("rest", WebServer.start(config, version, services, base.meters(), Limits.DEFAULTS));
    worker.start();
    worker.open();
  }

  private static URI address(NodeConfig config) {
    return URI.create("http://" + config.http().host() + ":" + config.http().port());
  }

  private static NodeHealth health(
      NodeConfig config, String version, Backbone base, Lifecycle life) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    return life.manage(
        "health",
        new NodeHealth(
            new NodeHealth.Identity(config.nodeId(), "worker", version),
            base.cassandra()::replicas,
            List.of(
                new KafkaCheck(base.kafka()),
                base.cassandraCheck(),
                PingCheck.redis(base::askRedis),
                PingCheck.master(() -> askMaster(http, config.master().urls()))),
            System::nanoTime));
  }

  /** The masters' page of contents answers without asking anybody else, unlike their health. */
  private static void askMaster(HttpClient http, List<URI> masters) throws Exception {
    Exception last = new IllegalStateException("no master is configured");
    for (URI master : masters) {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(master.resolve("/openapi.yaml"))
                .timeout(Duration.ofSeconds(1))
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status == HttpURLConnection.HTTP_OK) {
          return;
        }
        last = new IllegalStateException(master + " answers " + status);
      } catch (java.io.IOException e) {
        last = e;
      }
    }
    throw last;
  }
}
