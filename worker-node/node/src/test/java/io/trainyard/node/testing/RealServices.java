package io.trainyard.node.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.ServicesBox;
import io.trainyard.launcher.box.Topology;
import io.trainyard.node.cache.RedisCache;
import io.trainyard.node.cache.RedisSettings;
import io.trainyard.node.store.CassandraSession;
import io.trainyard.node.store.CassandraSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Cassandra and a real Redis, started once for all tests that ask for them. */
public final class RealServices implements AutoCloseable {
  private static final String REDIS = "redis";

  private final Path home;
  private final ServicesBox box;

  RealServices() throws IOException, InterruptedException {
    home = Files.createTempDirectory("trainyard-it-");
    box = ServicesBox.start(home, new Topology("data", 0, 1, 0, 0));
  }

  /** A session of the test's own, on a keyspace that all tests share. */
  public CassandraSession cassandra(MeterRegistry meters) {
    CassandraSession session =
        CassandraSession.open(cassandraSettings(), Duration.ofSeconds(30), meters);
    session.createSchema();
    return session;
  }

  public CassandraSettings cassandraSettings() {
    Endpoints endpoints = box.endpoints();
    List<InetSocketAddress> nodes =
        Stream.of(endpoints.cassandraContactPoints().split(","))
            .map(node -> node.split(":"))
            .map(node -> new InetSocketAddress(node[0], Integer.parseInt(node[1])))
            .toList();
    return new CassandraSettings(nodes, endpoints.cassandraDatacenter(), 1);
  }

  public RedisCache redis(MeterRegistry meters) {
    URI uri = URI.create(box.endpoints().redisUri());
    return new RedisCache(new RedisSettings(uri.getHost(), uri.getPort()), meters);
  }

  /** Looks at or changes what is in Redis, behind the product's back. */
  public void inRedis(Consumer<StatefulRedisConnection<byte[], byte[]>> work) {
    RedisClient client = RedisClient.create(box.endpoints().redisUri());
    try (StatefulRedisConnection<byte[], byte[]> connection =
        client.connect(ByteArrayCodec.INSTANCE)) {
      work.accept(connection);
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  /** Returns when its process has ended. */
  public void stopRedis() {
    ProcessHandle process = ProcessHandle.of(box.pid(REDIS)).orElseThrow();
    box.hold(REDIS);
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** As a crash; the box starts it again by itself, empty. */
  public void killRedis() {
    box.kill(REDIS);
  }

  /** It keeps its connections and answers nothing until it is thawed. */
  public void freezeRedis() {
    Signal.freeze(box.pid(REDIS));
  }

  public void thawRedis() {
    Signal.thaw(box.pid(REDIS));
  }

  /** Returns when it answers; it is empty then. */
  public void startRedis() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              // The box passes over a release that comes before it has seen the end.
              box.release(REDIS);
              inRedis(connection -> connection.sync().ping());
            });
  }

  @Override
  public void close() throws IOException {
    box.close();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
