package io.trainyard.launcher.box.control;

import io.trainyard.launcher.box.Box;
import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.install.Installation;
import io.trainyard.launcher.box.process.LogFile;
import io.trainyard.launcher.box.process.ProcessIdentity;
import io.trainyard.launcher.box.process.ProcessMemory;
import io.trainyard.launcher.box.supervise.Phase;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import io.trainyard.launcher.box.supervise.StartFailure;
import io.trainyard.launcher.box.supervise.Supervision.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supervisor's life: control endpoint first, box second, both closed in reverse. */
final class SupervisorProcess {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisorProcess.class);
  private static final int EXCERPT_LINES = 12;
  private static final int SECONDS_TO_READ_FAILURE = 20;

  private final SupervisorOptions options;
  private final CountDownLatch told = new CountDownLatch(1);
  private final Revision revision = new Revision();
  private @Nullable ControlServer control;
  private volatile @Nullable Box box;
  private volatile @Nullable String failure;
  private volatile List<String> excerpt = List.of();
  private volatile boolean stopping;

  SupervisorProcess(SupervisorOptions options) {
    this.options = options;
  }

  /** From here on the command line finds this process. */
  void open() throws IOException {
    control = new ControlServer(options.home().token(), this::status, revision, told::countDown);
    ProcessIdentity self =
        ProcessIdentity.of(ProcessHandle.current().pid())
            .orElseThrow(() -> new IOException("the system does not tell of this process"));
    new SupervisorFile(self, control.port()).write(options.home().supervisorFile());
  }

  /** Starts the box and blocks until it should end; returns this process's exit code. */
  int runUntilTold() throws InterruptedException {
    try {
      Box started =
          Box.start(options.home(), options.topology(), options.ports(), Installation.find());
      box = started;
      started.supervision().onChange(revision::advance);
      revision.advance();
      var unused =
          started.supervision().outcome().thenAccept(failed -> failed.ifPresent(this::fail));
    } catch (BoxException e) {
      fail(String.valueOf(e.getMessage()), List.of());
    } catch (IOException | RuntimeException e) {
      LOG.atError().setCause(e).log("the box could not start");
      fail("The box could not start: " + e, List.of());
    }
    told.await();
    return failure == null ? 0 : 1;
  }

  /** On the supervision's thread, which has begun to end the services. */
  private void fail(StartFailure failed) {
    try {
      fail(failed.sentence(), new LogFile(failed.log()).excerpt(EXCERPT_LINES));
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("no excerpt of the failed service's log");
      fail(failed.sentence(), List.of());
    }
  }

  /** Stays for a while, so that the command line can ask why. */
  private void fail(String sentence, List<String> lines) {
    LOG.error("{}", sentence);
    excerpt = lines;
    failure = sentence;
    revision.advance();
    Executor later = CompletableFuture.delayedExecutor(SECONDS_TO_READ_FAILURE, TimeUnit.SECONDS);
    var unused =
        CompletableFuture.runAsync(told::countDown, later)
            .whenComplete((done, e) -> LOG.info("ending after a failed start"));
  }

  BoxStatus status() {
    Box running = box;
    Snapshot now = running == null ? null : running.supervision().snapshot();
    List<ServiceStatus> services = now == null ? List.of() : now.services();
    return new BoxStatus(
        phase(now),
        options.topology().name(),
        options.topology().workers(),
        options.topology().replicationFactor(),
        ProcessHandle.current().pid(),
        services,
        memory(services),
        running == null ? null : running.movedAside().map(Path::toString).orElse(null),
        failure,
        excerpt);
  }

  private Phase phase(@Nullable Snapshot now) {
    if (failure != null) {
      return Phase.FAILED;
    } else if (stopping) {
      return Phase.STOPPING;
    }
    // A failure is told together with its words, which come a moment later.
    return now == null || now.phase() == Phase.FAILED ? Phase.STARTING : now.phase();
  }

  private static Map<String, Long> memory(List<ServiceStatus> services) {
    Map<String, Long> memory = new HashMap<>();
    ProcessMemory.resident(ProcessHandle.current().pid())
        .ifPresent(bytes -> memory.put("supervisor", bytes));
    for (ServiceStatus service : services) {
      if (service.pid() != null) {
        ProcessMemory.resident(service.pid()).ifPresent(bytes -> memory.put(service.name(), bytes));
      }
    }
    return memory;
  }

  /** Runs as shutdown hook: nothing may be left when it returns. */
  void close() {
    stopping = true;
    revision.advance();
    Box running = box;
    try {
      if (running != null) {
        running.close();
      }
      Files.deleteIfExists(options.home().supervisorFile());
    } catch (IOException e) {
      LOG.atError().setCause(e).log("the box's files could not be removed");
    }
    ControlServer server = control;
    if (server != null) {
      server.close();
    }
  }
}
