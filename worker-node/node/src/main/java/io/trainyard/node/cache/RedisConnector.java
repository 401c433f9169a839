package io.trainyard.node.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to Redis. The client's defaults would queue commands without bound and wait
 * without end; here a command without a connection fails at once. A Redis that was never there is
 * tried again whenever it is asked for. Safe for use by any thread; nothing but the first connect
 * blocks.
 */
final class RedisConnector implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisConnector.class);
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final int COMMANDS_IN_QUEUE = 64;

  private final ClientResources resources;
  private final RedisClient client;
  private final RedisURI uri;
  private final AtomicBoolean connecting = new AtomicBoolean();
  private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;

  RedisConnector(RedisSettings settings) {
    resources =
        ClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .reconnectDelay(
                Delay.exponential(
                    Duration.ofMillis(50), Duration.ofSeconds(2), 2, TimeUnit.MILLISECONDS))
            .build();
    uri = RedisURI.builder().withHost(settings.host()).withPort(settings.port()).build();
    uri.setTimeout(settings.timeout());
    client = RedisClient.create(resources, uri);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(COMMANDS_IN_QUEUE)
            .timeoutOptions(TimeoutOptions.enabled(settings.timeout()))
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).keepAlive(true).build())
            .build());
  }

  /** Waits shortly for the first connection; without one the first commands are passed over. */
  void open() {
    try {
      connection =
          client
              .connectAsync(ByteArrayCodec.INSTANCE, uri)
              .get(CONNECT.toMillis() * 2, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      log.atWarn()
          .addKeyValue("host", uri.getHost())
          .addKeyValue("port", uri.getPort())
          .log("Redis is not there; chunks are read from Cassandra until it is");
    }
  }

  /**
   * The commands, if there is or was a connection; otherwise one is tried for in the background.
   */
  Optional<RedisAsyncCommands<byte[], byte[]>> commands() {
    StatefulRedisConnection<byte[], byte[]> current = connection;
    if (current != null) {
      return Optional.of(current.async());
    }
    if (connecting.compareAndSet(false, true)) {
      var unused =
          client
              .connectAsync(ByteArrayCodec.INSTANCE, uri)
              .whenComplete(
                  (made, failure) -> {
                    connection = made;
                    connecting.set(false);
                  });
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
