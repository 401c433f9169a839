package io.trainyard.node.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.launcher.box.ServicesBox;
import io.trainyard.launcher.box.Topology;
import io.trainyard.node.store.CassandraSession;
import io.trainyard.node.store.CassandraSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Two real Cassandra nodes that keep two copies; the second can be killed and frozen. */
public final class CassandraPair implements AutoCloseable {
  private static final String SECOND = "cassandra-2";

  private final ServicesBox box;

  public CassandraPair(Path home) throws IOException, InterruptedException {
    box = ServicesBox.start(home, new Topology("pair", 0, 2, 0, 0));
  }

  public CassandraSession open(MeterRegistry meters) {
    return CassandraSession.open(settings(), Duration.ofSeconds(60), meters);
  }

  private CassandraSettings settings() {
    List<InetSocketAddress> nodes =
        Stream.of(box.endpoints().cassandraContactPoints().split(","))
            .map(node -> node.split(":"))
            .map(node -> new InetSocketAddress(node[0], Integer.parseInt(node[1])))
            .toList();
    return new CassandraSettings(nodes, box.endpoints().cassandraDatacenter(), 2);
  }

  /** Ends the second node as a power cut would, until {@link #returnSecond}. */
  public void killSecond() {
    long pid = box.pid(SECOND);
    box.hold(SECOND);
    Signal.kill(pid);
  }

  /** Returns when the second node takes connections again. */
  public void returnSecond() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(
            () -> {
              // The box passes over a release that comes before it has seen the end.
              box.release(SECOND);
              return box.status(SECOND).isUp();
            });
  }

  public void freezeSecond() {
    Signal.freeze(box.pid(SECOND));
  }

  public void thawSecond() {
    Signal.thaw(box.pid(SECOND));
  }

  @Override
  public void close() throws IOException {
    box.close();
  }
}
