package io.trainyard.node;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.contract.telemetry.MetricHistory;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.audit.Auditor;
import io.trainyard.node.config.NodeConfig;
import io.trainyard.node.dataset.DatasetCatalog;
import io.trainyard.node.dataset.DatasetsService;
import io.trainyard.node.dataset.MnistFiles;
import io.trainyard.node.dataset.StagingArea;
import io.trainyard.node.dataset.SyntheticSet;
import io.trainyard.node.health.JournalCheck;
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
import io.trainyard.node.master.MasterCore;
import io.trainyard.node.master.MasterMeters;
import io.trainyard.node.master.MasterPorts;
import io.trainyard.node.master.ModelDesk;
import io.trainyard.node.master.RunDesk;
import io.trainyard.node.master.Submissions;
import io.trainyard.node.master.WorkerDesk;
import io.trainyard.node.master.WorkerRegistry;
import io.trainyard.node.messaging.HeartbeatReader;
import io.trainyard.node.messaging.JournalReplay;
import io.trainyard.node.messaging.NamedThreads;
import io.trainyard.node.messaging.RecordSender;
import io.trainyard.node.run.Counting;
import io.trainyard.node.run.NamedBlobs;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.store.BlobCollector;
import io.trainyard.node.store.CopyMarks;
import io.trainyard.node.store.DatasetTable;
import io.trainyard.node.store.RunHistory;
import io.trainyard.node.store.Scrubber;
import io.trainyard.node.store.UnnamedBlobs;
import io.trainyard.node.time.SystemTimer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Wires a master. */
final class MasterNode {
  private static final Duration TASK_DELIVERY = Duration.ofSeconds(8);
  private static final Duration PROBE_DELIVERY = Duration.ofSeconds(4);
  private static final Duration TICK = Duration.ofMillis(250);

  private final NodeConfig config;
  private final Lifecycle life;
  private final Backbone base;
  private final SystemTimer timer = new SystemTimer("master-timer");
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> NamedThreads.daemon("master", task));
  private final ExecutorService ingests =
      Executors.newFixedThreadPool(2, task -> NamedThreads.daemon("ingest", task));

  private MasterNode(NodeConfig config, Lifecycle life) {
    this.config = config;
    this.life = life;
    this.base = Backbone.open(config, life);
    life.manage("dispatch", thread::shutdownNow);
    life.manage("timer", timer);
    life.manage("ingests", ingests::shutdownNow);
  }

  static void start(NodeConfig config, String version, Lifecycle life) {
    MasterNode master = new MasterNode(config, life);
    master.base.cassandra().createSchema();
    master.wire(version);
  }

  private void wire(String version) {
    Datasets datasets = datasets();
    RunHistory history = new RunHistory(base.cassandra());
    projectTo(history);
    base.follow();
    care();
    MasterCore core = core(datasets);
    act(core);
    ModelDesk models = new ModelDesk(base.journal(), modelBlobs());
    RunDesk runs =
        new RunDesk(
            base.journal(),
            new Submissions(base.journal(), datasets),
            core.workers(),
            core.waiting(),
            counted(history),
            models);
    NodeServices services =
        new NodeServices.OfMaster(
            health(version, core.workers()),
            base.kafka(),
            base.streams(),
            runs,
            datasets,
            models,
            new WorkerDesk(base.journal(), core),
            auditor(runs));
    life.manage("rest", WebServer.start(config, version, services, base.meters(), Limits.DEFAULTS));
  }

  /** The journal has been folded: what was owned by now was claimed before this process began. */
  private MasterCore core(Datasets datasets) {
    RecordSender tasks = sender("tasks", TASK_DELIVERY);
    RecordSender probes = sender("probes", PROBE_DELIVERY);
    String masterId = config.nodeId() + "-" + UUID.randomUUID();
    MasterPorts ports =
        new MasterPorts(
            base.journal(),
            timer,
            (partition, task) -> tasks.send(Topics.TASKS, partition, task.runId(), task),
            (id, number, offset) ->
                probes.send(
                    Topics.HEARTBEATS,
                    0,
                    id,
                    new Heartbeat.Probe(id, number, offset, base.clock().instant())),
            new DatasetGate(datasets, ingests, timer),
            () -> ThreadLocalRandom.current().nextDouble());
    return new MasterCore(masterId, ports);
  }

  private RecordSender sender(String purpose, Duration delivery) {
    return life.manage(
        purpose, new RecordSender(base.clients().producer(purpose, delivery), purpose + "-send"));
  }

  /** Everything reaches the core on its one thread. */
  private void act(MasterCore core) {
    Ticker ticker = new Ticker(thread, core::tick);
    base.journal()
        .listen(new MasterMeters(base.meters(), base.journal(), base.journal()::lag, core));
    base.journal()
        .listen((entry, verdict, book) -> ticker.after(() -> core.folded(entry, verdict, book)));
    HeartbeatReader heartbeats =
        new HeartbeatReader(base.clients(), (beat, at) -> ticker.after(() -> core.hear(beat, at)));
    life.manage("heartbeats", heartbeats).start();
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

  private void care() {
    StoreCare care =
        new StoreCare(
            new Scrubber(
                base.cassandra(),
                base.blobs(),
                new DatasetTable(base.cassandra()),
                base.meters(),
                System::nanoTime),
            new BlobCollector(base.blobs(), named(), base.clock(), base.meters()));
    life.manage("store care", care).start();
  }

  private List<Supplier<Set<String>>> named() {
    return List.of(catalog()::named, () -> NamedBlobs.of(base.journal().book()));
  }

  private Auditor auditor(RunDesk runs) {
    CopyMarks marks = new CopyMarks(base.cassandra());
    return new Auditor(
        new Auditor.Sources(
            base.journal()::book,
            new JournalReplay(base.clients(), System::nanoTime)::replay,
            base.blobs()::verify,
            runs::reason,
            () -> marks.count(base.cassandra().look()),
            new UnnamedBlobs(base.blobs(), named(), base.clock())::count),
        base.clock(),
        System::nanoTime);
  }

  private DatasetCatalog catalog() {
    return new DatasetCatalog(new DatasetTable(base.cassandra()), base.blobs());
  }

  private Datasets datasets() {
    DatasetTable table = new DatasetTable(base.cassandra());
    DatasetCatalog catalog = new DatasetCatalog(table, base.blobs());
    return new DatasetsService(
        table,
        base.blobs(),
        base.cache(),
        new MnistFiles(
            config.mnistDir(), config.home().resolve("cache/mnist"), config.mnist().mirrors()),
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
        base.blobs().release(id);
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

  private NodeHealth health(String version, WorkerRegistry workers) {
    return life.manage(
        "health",
        new NodeHealth(
            new NodeHealth.Identity(config.nodeId(), "master", version),
            base.cassandra()::replicas,
            List.of(
                new KafkaCheck(base.kafka()),
                new JournalCheck(base.journal()::needsUpgrade),
                base.cassandraCheck(),
                PingCheck.redis(base::askRedis),
                new WorkersCheck(workers::fresh, Topics.TASKS.partitions())),
            System::nanoTime));
  }
}
