package io.trainyard.acceptance;

import io.trainyard.launcher.box.control.BoxStatus;
import io.trainyard.launcher.box.control.ControlClient;
import io.trainyard.launcher.box.control.StatusWatch;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Services killed by {@code kill -9} and kept from serving: the processes that the supervisor
 * starts in their place are frozen as soon as they are there, and go on at the end. Thread-safe.
 */
public final class Outage implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ControlClient control;
  private final Set<String> struck = new HashSet<>();
  private final Set<Long> handled = new HashSet<>();
  private final List<Long> frozen = new ArrayList<>();
  private final Thread thread = new Thread(this::watch, "outage");
  private boolean over;

  public Outage(Path home) {
    this.control = new ControlClient(TrainyardHome.open(home));
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns once these are dead. */
  public synchronized void strike(String... services) {
    for (ServiceStatus service : status().services()) {
      if (List.of(services).contains(service.name()) && service.pid() != null) {
        struck.add(service.name());
        handled.add(service.pid());
        Optional<ProcessHandle> process = ProcessHandle.of(service.pid());
        process.ifPresent(ProcessHandle::destroyForcibly);
        process.ifPresent(ending -> ending.onExit().join());
      }
    }
  }

  public BoxStatus status() {
    try {
      return control.status().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void watch() {
    StatusWatch watch = control.watch();
    try {
      Optional<BoxStatus> now = watch.next(LOOK);
      while (now.isPresent() && keep(now.get())) {
        now = watch.next(LOOK);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** False once the outage is over. */
  private synchronized boolean keep(BoxStatus now) {
    for (ServiceStatus service : now.services()) {
      Long pid = service.pid();
      if (!over && pid != null && struck.contains(service.name()) && handled.add(pid)) {
        frozen.add(pid);
        signal("STOP", pid);
      }
    }
    return !over;
  }

  /** Lets what was struck come back. */
  @Override
  public synchronized void close() {
    over = true;
    frozen.forEach(pid -> signal("CONT", pid));
    frozen.clear();
  }

  private static void signal(String name, long pid) {
    List<String> kill = List.of("kill", "-" + name, Long.toString(pid));
    Command.Result sent = Command.run(Path.of("/"), Map.of(), kill);
    if (sent.exitCode() != 0 && ProcessHandle.of(pid).isPresent()) {
      throw new IllegalStateException(kill + ": " + sent.err());
    }
  }
}
