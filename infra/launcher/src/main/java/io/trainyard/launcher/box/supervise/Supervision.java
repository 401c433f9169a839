package io.trainyard.launcher.box.supervise;

import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.probe.Probe;
import io.trainyard.launcher.box.process.Child;
import io.trainyard.launcher.box.process.Launch;
import io.trainyard.launcher.box.process.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link Supervisor} on a thread of its own, ten times a second. Thread-safe; what it says
 * of the services is at most one tick old.
 */
public final class Supervision implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
  private static final long TICK_MILLIS = 100;
  private static final Duration LOG_CHECK = Duration.ofMinutes(1);

  private final Supervisor supervisor;
  private final List<Launch> launches;
  private final Clock clock;
  private final ScheduledExecutorService thread;
  private final ExecutorService probes;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CompletableFuture<Optional<StartFailure>> outcome = new CompletableFuture<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Snapshot snapshot;
  private Instant nextLogCheck;

  /** What is known at one moment. */
  public record Snapshot(
      Phase phase, Optional<StartFailure> failure, List<ServiceStatus> services) {}

  public Supervision(
      List<Launch> launches,
      Endpoints endpoints,
      Child.Starter starter,
      Clock clock,
      ChildWitness witness) {
    this.launches = List.copyOf(launches);
    this.clock = clock;
    this.probes = Executors.newFixedThreadPool(Math.max(1, launches.size()), daemon("box-probe"));
    this.thread = Executors.newSingleThreadScheduledExecutor(daemon("box-supervisor"));
    this.supervisor =
        new Supervisor(
            launches.stream()
                .map(
                    launch -> {
                      Probe probe = Probe.of(launch.service(), endpoints);
                      Probing probing = new Probing(probe, probes, clock);
                      return new SupervisedService(launch, starter, probing, clock, witness);
                    })
                .toList(),
            endpoints,
            clock);
    this.snapshot = take();
    this.nextLogCheck = clock.instant().plus(LOG_CHECK);
  }

  public void start() {
    thread.execute(supervisor::start);
    // Nobody waits for it: a tick reports its own failures.
    var unused = thread.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** From now on the listener is called, on the supervision's thread, after each change. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /** Done once all services have answered (empty) or the start has failed. */
  public CompletableFuture<Optional<StartFailure>> outcome() {
    return outcome.copy();
  }

  /** Ends one service and leaves it so until {@link #release}. */
  public void hold(String name) {
    CompletableFuture.runAsync(() -> supervisor.hold(name), thread).join();
  }

  public void release(String name) {
    CompletableFuture.runAsync(() -> supervisor.release(name), thread).join();
  }

  /** Returns once no service lives any more. */
  @Override
  public void close() {
    if (!thread.isShutdown()) {
      thread.execute(supervisor::stop);
      awaitEnd();
      thread.shutdown();
      probes.shutdown();
    }
  }

  private void awaitEnd() {
    boolean interrupted = false;
    while (true) {
      try {
        ended.await();
        break;
      } catch (InterruptedException e) {
        // Leaving now would leave processes behind; each of them has its own limit.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    try {
      supervisor.tick();
      announce(snapshot, take());
      boundLogs();
    } catch (IOException | RuntimeException e) {
      // An exception would end the schedule and with it all supervision.
      LOG.atError().setCause(e).log("a tick of the supervisor failed");
    }
  }

  private void announce(Snapshot before, Snapshot now) {
    snapshot = now;
    for (int i = 0; i < now.services().size(); i++) {
      ServiceStatus service = now.services().get(i);
      if (!service.state().equals(before.services().get(i).state())) {
        LOG.atInfo()
            .addKeyValue("service", service.name())
            .addKeyValue("state", service.state())
            .addKeyValue("pid", service.pid())
            .addKeyValue("why", service.why())
            .log("service changed");
      }
    }
    if (!now.equals(before)) {
      listeners.forEach(Runnable::run);
    }
    if (now.phase() != Phase.STARTING) {
      outcome.complete(now.failure());
    }
    if (supervisor.allEnded() && now.phase() != Phase.READY) {
      ended.countDown();
    }
  }

  private Snapshot take() {
    return new Snapshot(supervisor.phase(), supervisor.failure(), supervisor.status());
  }

  private void boundLogs() throws IOException {
    if (clock.instant().isBefore(nextLogCheck)) {
      return;
    }
    nextLogCheck = clock.instant().plus(LOG_CHECK);
    launches.forEach(
        launch -> {
          try {
            new LogFile(launch.log()).boundWhileOpen();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static java.util.concurrent.ThreadFactory daemon(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
