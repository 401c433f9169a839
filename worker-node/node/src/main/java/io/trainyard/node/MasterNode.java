package io.trainyard.node;

import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.config.NodeConfig;
import io.trainyard.node.health.JournalCheck;
import io.trainyard.node.health.KafkaCheck;
import io.trainyard.node.health.NodeHealth;
import io.trainyard.node.health.PingCheck;
import io.trainyard.node.health.WorkersCheck;
import io.trainyard.node.http.Limits;
import io.trainyard.node.http.NodeServices;
import io.trainyard.node.http.WebServer;
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
import io.trainyard.node.messaging.NamedThreads;
import io.trainyard.node.messaging.RecordSender;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.time.SystemTimer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

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
    MasterStores stores = new MasterStores(config, life, base);
    Datasets datasets = stores.datasets();
    stores.projectHistory();
    base.follow();
    stores.care();
    MasterCore core = core(datasets);
    act(core);
    ModelDesk models = new ModelDesk(base.journal(), stores.modelBlobs());
    RunDesk runs =
        new RunDesk(
            base.journal(),
            new Submissions(base.journal(), datasets),
            core.workers(),
            core.waiting(),
            stores.history(),
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
            stores.auditor(runs));
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
