package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.ProgrammaticDriverConfigLoaderBuilder;
import java.time.Duration;
import java.util.List;

/**
 * How the driver is set up. Its own defaults suit small rows: 5000 of them a page, 2 s for reads
 * and writes alike, nothing idempotent.
 */
final class DriverProfile {
  /** Profile of reads from a quorum. */
  static final String READ = "read";

  /** Profile of the second try, when a quorum cannot be had. */
  static final String ONE = "one";

  /** Profile of writes; their time is shorter than that of reads, as it is on the server. */
  static final String WRITE = "write";

  static final String WRITE_ONE = "write-one";

  /** Profile of what is asked in between and must be known soon: probes, preparations. */
  static final String SHORT = "short";

  /** A little more than the server's own limits, so that its answer is what is seen. */
  private static final Duration READ_TIMEOUT = Duration.ofMillis(5500);

  private static final Duration WRITE_TIMEOUT = Duration.ofMillis(2500);
  private static final Duration CONTROL_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(1500);

  /** A frozen node takes requests and never answers; the other is asked after this time. */
  private static final Duration SECOND_NODE_AFTER = Duration.ofMillis(400);

  private DriverProfile() {}

  static DriverConfigLoader loader(CassandraSettings settings) {
    return profiles(common(settings)).build();
  }

  private static ProgrammaticDriverConfigLoaderBuilder common(CassandraSettings settings) {
    return DriverConfigLoader.programmaticBuilder()
        .withString(DefaultDriverOption.SESSION_NAME, "trainyard")
        .withString(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER, settings.datacenter())
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, READ_TIMEOUT)
        .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, 1000)
        .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true)
        .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, true)
        .withBoolean(DefaultDriverOption.CONNECTION_WARN_INIT_ERROR, false)
        .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, Duration.ofSeconds(2))
        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, CONTROL_TIMEOUT)
        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, CONTROL_TIMEOUT)
        .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(500))
        .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(5))
        .withDuration(DefaultDriverOption.HEARTBEAT_INTERVAL, Duration.ofSeconds(5))
        .withDuration(DefaultDriverOption.HEARTBEAT_TIMEOUT, Duration.ofSeconds(3))
        // Waiting a second for more schema events would make each DDL statement take that long.
        .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(20))
        .withDuration(
            DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_INTERVAL, Duration.ofMillis(50))
        .withStringList(
            DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
            List.of(CassandraSchema.KEYSPACE))
        .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
        .withBoolean(DefaultDriverOption.NETTY_DAEMON, true)
        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
        .withDuration(DefaultDriverOption.CONFIG_RELOAD_INTERVAL, Duration.ZERO)
        // A node prepares what it does not know when it is asked; waiting for all of them would
        // wait for a frozen one.
        .withBoolean(DefaultDriverOption.PREPARE_ON_ALL_NODES, false);
  }

  private static ProgrammaticDriverConfigLoaderBuilder profiles(
      ProgrammaticDriverConfigLoaderBuilder builder) {
    builder
        .startProfile(READ)
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, READ_TIMEOUT)
        .startProfile(WRITE)
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, WRITE_TIMEOUT)
        .startProfile(SHORT)
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, SHORT_TIMEOUT);
    one(builder.startProfile(ONE), READ_TIMEOUT);
    one(builder.startProfile(WRITE_ONE), WRITE_TIMEOUT);
    return builder.endProfile();
  }

  private static void one(ProgrammaticDriverConfigLoaderBuilder profile, Duration timeout) {
    profile
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_ONE")
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, timeout)
        .withString(
            DefaultDriverOption.SPECULATIVE_EXECUTION_POLICY_CLASS,
            "ConstantSpeculativeExecutionPolicy")
        .withInt(DefaultDriverOption.SPECULATIVE_EXECUTION_MAX, 2)
        .withDuration(DefaultDriverOption.SPECULATIVE_EXECUTION_DELAY, SECOND_NODE_AFTER);
  }
}
