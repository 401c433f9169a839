package io.trainyard.launcher.box;

import io.trainyard.launcher.box.install.Installation;
import io.trainyard.launcher.box.port.PortRequest;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import io.trainyard.launcher.box.supervise.StartFailure;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Real services for integration tests, on free ports, as children of the test's JVM: they end with
 * it even when it is killed. Thread-safe.
 *
 * <pre>{@code
 * try (ServicesBox box = ServicesBox.start(home, Topology.standard().withoutNodes())) {
 *   connect(box.endpoints().kafkaBootstrap(), box.endpoints().redisUri());
 * }
 * }</pre>
 */
public final class ServicesBox implements AutoCloseable {
  private final Box box;

  private ServicesBox(Box box) {
    this.box = box;
  }

  /**
   * Returns once every service answers.
   *
   * @param home an own folder, for example JUnit's {@code @TempDir}
   * @throws BoxException if a service does not start
   */
  public static ServicesBox start(Path home, Topology topology)
      throws IOException, InterruptedException {
    Box box =
        Box.start(TrainyardHome.open(home), topology, PortRequest.anyFree(), Installation.find());
    Optional<StartFailure> failure = box.supervision().outcome().join();
    if (failure.isPresent()) {
      box.close();
      throw new BoxException(failure.get().sentence());
    }
    return new ServicesBox(box);
  }

  public Endpoints endpoints() {
    return box.endpoints();
  }

  /** For example {@code kafka-1}, {@code cassandra-2}, {@code redis}. */
  public ServiceStatus status(String service) {
    return box.supervision().snapshot().services().stream()
        .filter(status -> status.name().equals(service))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service " + service));
  }

  /**
   * The number of its process, for signals.
   *
   * @throws IllegalStateException if it does not run now
   */
  public long pid(String service) {
    Long pid = status(service).pid();
    if (pid == null) {
      throw new IllegalStateException(service + " does not run");
    }
    return pid;
  }

  /** {@code kill -9}; the box starts it again by itself, a second later. */
  public void kill(String service) {
    ProcessHandle.of(pid(service)).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Ends it in good order and leaves it so until {@link #release}. */
  public void hold(String service) {
    box.supervision().hold(service);
  }

  public void release(String service) {
    box.supervision().release(service);
  }

  @Override
  public void close() throws IOException {
    box.close();
  }
}
