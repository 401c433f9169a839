package io.trainyard.node;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.contract.telemetry.MetricHistory;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.config.NodeConfig;
import io.trainyard.node.dataset.DatasetCatalog;
import io.trainyard.node.dataset.DatasetsService;
import io.trainyard.node.dataset.MnistFiles;
import io.trainyard.node.dataset.StagingArea;
import io.trainyard.node.dataset.SyntheticSet;
import io.trainyard.node.health.KafkaCheck;
import io.trainyard.node.health.NodeHealth;
import io.trainyard.node.health.PingCheck;
import io.trainyard.node.health.WorkersCheck;
import io.trainyard.node.history.HistoryProjector;
import io.trainyard.node.history.HistorySink;
import io.trainyard.node.http.Limits;
import io.trainyard.node.http.NodeServices;
import io.trainyard.node.http.WebServer;
import io.trainyard.node.live.JournalStates;
import io.trainyard.node.master.DatasetGate;
import io.trainyard.node.master.Dispatcher;
import io.trainyard.node.master.LostOwners;
import io.trainyard.node.master.ModelDesk;
import io.trainyard.node.master.RunDesk;
import io.trainyard.node.master.Submissions;
import io.trainyard.node.master.Waiting;
import io.trainyard.node.master.WorkerDesk;
import io.trainyard.node.master.WorkerRegistry;
import io.trainyard.node.messaging.HeartbeatReader;
import io.trainyard.node.messaging.NamedThreads;
import io.trainyard.node.messaging.RecordSender;
import io.trainyard.node.run.Counting;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.store.DatasetTable;
import io.trainyard.node.store.RunHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Wires a master. */
final class MasterNode {
  private static final Duration TASK_DELIVERY = Duration.ofSeconds(8);
  private static final Duration TICK = Duration.ofMillis(250);

  private final NodeConfig config;
  private final Lifecycle life;
  private final Backbone base;
  private final WorkerRegistry workers = new WorkerRegistry(System::nanoTime);
  private final LostOwners lost = new LostOwners(System::nanoTime);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> NamedThreads.daemon("master", task));
  private final ExecutorService ingests =
      Executors.newFixedThreadPool(2, task -> NamedThreads.daemon("ingest", task));

  private MasterNode(NodeConfig config, Lifecycle life) {
    this.config = config;
    this.life = life;
    this.base = Backbone.open(config, life);
    life.manage("dispatch", thread::shutdownNow);
    life.manage("ingests", ingests::shutdownNow);
  }

  static void start(NodeConfig config, String version, Lifecycle life) {
    MasterNode master = new MasterNode(config, life);
    master.base.cassandra().createSchema();
    master.wire(version);
  }

  private void wire(String version) {
    Datasets datasets = datasets();
    DatasetGate gate = new DatasetGate(datasets, ingests, System::nanoTime, () -> {});
    Waiting waiting = new Waiting(gate, workers, base.clock());
    RunHistory history = new RunHistory(base.cassandra());
    ModelDesk models = new ModelDesk(base.journal(), modelBlobs());
    Submissions submissions = new Submissions(base.journal(), datasets);
    RunDesk runs =
        new RunDesk(base.journal(), submissions, workers, waiting, counted(history), models);
    dispatch(waiting);
    projectTo(history);
    base.follow();
    HeartbeatReader heartbeats =
        life.manage("heartbeats", new HeartbeatReader(base.clients(), workers::hear));
    heartbeats.start();
    NodeServices services =
        new NodeServices.OfMaster(
            health(version),
            base.kafka(),
            base.streams(),
            runs,
            datasets,
            models,
            new WorkerDesk(base.journal(), workers, lost));
    life.manage("rest", WebServer.start(config, version, services, base.meters(), Limits.DEFAULTS));
  }

  private void dispatch(Waiting waiting) {
    RecordSender tasks =
        life.manage(
            "tasks",
            new RecordSender(base.clients().producer("tasks", TASK_DELIVERY), "task-send"));
    Dispatcher dispatcher =
        new Dispatcher(base.journal(), tasks, workers, waiting, lost, System::nanoTime);
    base.journal().listen(dispatcher);
    Ticker ticker = new Ticker(thread, dispatcher::tick);
    base.journal().listen((entry, verdict, book) -> ticker.soon());
    var unused =
        thread.scheduleWithFixedDelay(
            ticker::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void projectTo(RunHistory history) {
    JournalStates states = new JournalStates(base.journal());
    HistorySink sink =
        new HistorySink() {
          @Override
          public CompletableFuture<Void> appendMetrics(List<Metric> metrics) {
            return history.appendMetrics(metrics);
          }

          @Override
          public CompletableFuture<Void> appendLogs(List<LogLine> lines) {
            return history.appendLogs(lines);
          }
        };
    HistoryProjector projector =
        new HistoryProjector(
            base.clients(),
            sink,
            (runId, attempt, offset) -> states.counting(runId).log(attempt, offset),
            base.meters());
    life.manage("history", projector).start();
  }

  private Datasets datasets() {
    DatasetTable table = new DatasetTable(base.cassandra());
    DatasetCatalog catalog = new DatasetCatalog(table, base.blobs());
    return new DatasetsService(
        table,
        base.blobs(),
        base.cache(),
        new MnistFiles(config.mnistDir(), config.home().resolve("cache/mnist"), MnistFiles.MIRRORS),
        SyntheticSet.likeMnist(),
        datasetId -> runsUsing(catalog, datasetId),
        new StagingArea(config.dataDir().resolve("staging")),
        base.clock());
  }

  /** A queued run may still know its dataset by name only. */
  private List<String> runsUsing(DatasetCatalog catalog, String datasetId) {
    String name = catalog.find(datasetId).name();
    RunBook book = base.journal().book();
    return Stream.concat(book.queuedIds().stream(), book.handed().stream())
        .flatMap(id -> book.find(id).stream())
        .filter(run -> uses(run, datasetId, name))
        .map(Run::id)
        .toList();
  }

  private static boolean uses(Run run, String datasetId, String name) {
    if (run.datasetId() != null) {
      return datasetId.equals(run.datasetId());
    }
    String asked = run.spec().dataset();
    return name.equals(asked) || datasetId.startsWith(asked);
  }

  private ModelDesk.Blobs modelBlobs() {
    return new ModelDesk.Blobs() {
      @Override
      public void copyTo(String id, OutputStream out) throws IOException {
        if (!base.blobs().copyTo(id, out)) {
          throw new TrainyardException(
              ErrorCode.MODEL_NOT_FOUND, "The file of model " + id + " is gone.");
        }
      }

      @Override
      public void delete(String id) {
        base.blobs().remove(id);
      }
    };
  }

  private static RunDesk.History counted(RunHistory history) {
    return new RunDesk.History() {
      @Override
      public MetricHistory metrics(Run run) {
        Counting counting = Counting.of(run);
        return new MetricHistory(
            run.id(),
            history.metrics(run.id()).stream()
                .filter(point -> counting.metric(point.attempt(), point.iteration()))
                .toList());
      }

      @Override
      public LogHistory logs(Run run, int limit) {
        return history.logs(run.id(), limit);
      }

      @Override
      public void remove(String runId) {
        history.remove(runId);
      }
    };
  }

  private NodeHealth health(String version) {
    return life.manage(
        "health",
        new NodeHealth(
            new NodeHealth.Identity(config.nodeId(), "master", version),
            base.cassandra()::replicas,
            List.of(
                new KafkaCheck(base.kafka()),
                PingCheck.cassandra(base::askCassandra),
                PingCheck.redis(base::askRedis),
                new WorkersCheck(this::freshWorkers, Topics.TASKS.partitions())),
            System::nanoTime));
  }

  private int freshWorkers() {
    return (int) workers.all().stream().filter(workers::isFresh).count();
  }
}
