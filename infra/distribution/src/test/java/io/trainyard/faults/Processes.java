package io.trainyard.faults;

import io.trainyard.acceptance.Command;
import io.trainyard.launcher.box.control.BoxStatus;
import io.trainyard.launcher.box.control.ControlClient;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The processes of a box, by the names of their services. Thread-safe. */
final class Processes {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ControlClient control;

  Processes(Path home) {
    this.control = new ControlClient(TrainyardHome.open(home));
  }

  BoxStatus status() {
    try {
      return control.status().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServiceStatus service(String name) {
    return status().services().stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The process of a service that runs. */
  ProcessHandle process(String service) {
    return ProcessHandle.of(Objects.requireNonNull(service(service).pid(), service)).orElseThrow();
  }

  /** Where a node answers. */
  URI address(String node) {
    return URI.create(service(node).address());
  }

  /** Where a data service answers on loopback. */
  int port(String service) {
    String address = service(service).address();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** How often a service was started again. */
  int restarts(String service) {
    return service(service).restarts();
  }

  /** Ends a process at once, as {@code kill -9} does; returns when it is gone. */
  void kill(String service) {
    end(process(service));
  }

  static void end(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Asks a process to end, as the system does before it goes down. */
  void terminate(String service) {
    process(service).destroy();
  }

  /** Stops a process where it stands until the result is closed. */
  Frozen freeze(String service) {
    ProcessHandle process = process(service);
    signal("STOP", process);
    return new Frozen(process);
  }

  /** A process that stands still. */
  record Frozen(ProcessHandle process) implements AutoCloseable {
    /** Lets it go on. */
    @Override
    public void close() {
      if (process.isAlive()) {
        signal("CONT", process);
      }
    }
  }

  private static void signal(String name, ProcessHandle process) {
    List<String> kill = List.of("kill", "-" + name, Long.toString(process.pid()));
    Command.Result sent = Command.run(Path.of("/"), Map.of(), kill);
    if (sent.exitCode() != 0) {
      throw new IllegalStateException(kill + ": " + sent.err());
    }
  }

  /** Returns once every service answers the supervisor. */
  void awaitAllUp() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> status().services().stream().allMatch(ServiceStatus::isUp));
  }

  /** Every process of the box, the supervisor first. */
  List<ProcessHandle> all() {
    try {
      ProcessHandle supervisor = control.process().orElseThrow();
      return Stream.concat(
              Stream.of(supervisor),
              status().services().stream().map(service -> process(service.name())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
