package io.trainyard.node.cache;

import java.time.Duration;

/**
 * Where Redis is.
 *
 * @param timeout after which a command is given up and Cassandra asked instead
 */
public record RedisSettings(String host, int port, Duration timeout) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(250);

  public RedisSettings(String host, int port) {
    this(host, port, DEFAULT_TIMEOUT);
  }
}
