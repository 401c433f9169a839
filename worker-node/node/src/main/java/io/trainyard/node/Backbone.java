package io.trainyard.node;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.cache.BlobCache;
import io.trainyard.node.cache.RedisCache;
import io.trainyard.node.cache.RedisSettings;
import io.trainyard.node.config.HostPort;
import io.trainyard.node.config.NodeConfig;
import io.trainyard.node.health.CassandraCheck;
import io.trainyard.node.live.JournalStates;
import io.trainyard.node.live.LiveLimits;
import io.trainyard.node.live.LiveStream;
import io.trainyard.node.messaging.KafkaAdminProbe;
import io.trainyard.node.messaging.KafkaClients;
import io.trainyard.node.messaging.KafkaJournal;
import io.trainyard.node.messaging.KafkaLogAppender;
import io.trainyard.node.messaging.NamedThreads;
import io.trainyard.node.messaging.Telemetry;
import io.trainyard.node.messaging.TopicSetup;
import io.trainyard.node.metrics.ProcessMetrics;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.CassandraSession;
import io.trainyard.node.store.CassandraSettings;
import io.trainyard.node.store.CopyMarks;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.LoggerFactory;

/**
 * What both roles stand on: Kafka, Cassandra, Redis, meters. Opened once, by the starting thread.
 */
record Backbone(
    Clock clock,
    PrometheusMeterRegistry meters,
    KafkaClients clients,
    KafkaAdminProbe kafka,
    KafkaJournal journal,
    Telemetry telemetry,
    LiveStream streams,
    CassandraSession cassandra,
    BlobStore blobs,
    RedisCache redis,
    BlobCache cache) {
  /** So long a node waits for services that are starting, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  static Backbone open(NodeConfig config, Lifecycle life) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    life.manage("process metrics", new ProcessMetrics(meters));
    CompletableFuture<CassandraSession> opening =
        CompletableFuture.supplyAsync(
            () -> CassandraSession.open(cassandra(config), PATIENCE, meters));
    KafkaClients clients =
        new KafkaClients(HostPort.join(config.kafka().bootstrap()), config.nodeId());
    ensureTopics(clients, config.kafka().bootstrap().size());
    Clock clock = Clock.systemUTC();
    Telemetry telemetry = life.manage("telemetry", new Telemetry(clients, meters));
    life.manage("log appender", appender(config, telemetry));
    KafkaAdminProbe kafka =
        life.manage("kafka probe", new KafkaAdminProbe(clients, config.nodeId(), clock));
    KafkaJournal journal = life.manage("journal", new KafkaJournal(clients));
    LiveStream streams =
        life.manage(
            "live stream",
            new LiveStream(clients, new JournalStates(journal), meters, LiveLimits.usual()));
    RedisCache redis = life.manage("redis", new RedisCache(redis(config), meters));
    CassandraSession cassandra = life.manage("cassandra", opening.join());
    BlobStore blobs = new BlobStore(cassandra, clock, meters);
    return new Backbone(
        clock,
        meters,
        clients,
        kafka,
        journal,
        telemetry,
        streams,
        cassandra,
        blobs,
        redis,
        new BlobCache(redis, blobs, meters));
  }

  /** Folds the journal to its end as of now; whoever is to hear of every change listens already. */
  void follow() {
    journal.start().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    streams.start();
  }

  CassandraCheck cassandraCheck() {
    return new CassandraCheck(cassandra::look, new CopyMarks(cassandra)::count);
  }

  /** For health: throws when Redis does not answer. */
  void askRedis() {
    if (redis.ping().isEmpty()) {
      throw new TrainyardException(ErrorCode.REDIS_UNAVAILABLE, "Redis does not answer.");
    }
  }

  private static void ensureTopics(KafkaClients clients, int brokers) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(task -> NamedThreads.daemon("topics", task));
    try (Admin admin = clients.admin("topics")) {
      new TopicSetup(admin, brokers, timer, System::nanoTime).ensure(PATIENCE).join();
    } finally {
      timer.shutdownNow();
    }
  }

  private static AutoCloseable appender(NodeConfig config, Telemetry telemetry) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    return new KafkaLogAppender(config.nodeId(), telemetry::log).install(context);
  }

  private static CassandraSettings cassandra(NodeConfig config) {
    List<InetSocketAddress> contacts =
        config.cassandra().contactPoints().stream()
            .map(point -> new InetSocketAddress(point.host(), point.port()))
            .toList();
    return new CassandraSettings(
        contacts, config.cassandra().datacenter(), config.cassandra().replicationFactor());
  }

  private static RedisSettings redis(NodeConfig config) {
    URI uri = config.redis().uri();
    return new RedisSettings(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort());
  }
}
