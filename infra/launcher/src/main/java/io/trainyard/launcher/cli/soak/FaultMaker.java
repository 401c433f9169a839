package io.trainyard.launcher.cli.soak;

import io.trainyard.client.TrainyardClient;
import io.trainyard.launcher.box.process.ProcessIdentity;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import io.trainyard.launcher.cli.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes the planned faults, one per tick, and follows what comes of each. For one thread. */
final class FaultMaker {
  private static final String WORKER = "worker";

  private final FaultPlan plan;
  private final SoakBox box;
  private final TrainyardClient master;
  private final Signals signals;
  private final Recovery recovery;
  private final ScheduledExecutorService schedule;
  private final Screen screen;
  private final LongSupplier nanos;
  private final long began;
  private final List<Pending> made = new ArrayList<>();

  /** A fault whose consequences are still looked at. */
  private record Pending(
      double at,
      Fault fault,
      CompletableFuture<Double> up,
      Optional<Affected> run,
      CompletableFuture<Double> runs) {
    FaultRecord record() {
      return new FaultRecord(
          at,
          fault.kind(),
          fault.service(),
          fault.frozen().toSeconds(),
          now(up),
          run.map(Affected::runId).orElse(null),
          now(runs));
    }

    private static @Nullable Double now(CompletableFuture<Double> news) {
      return news.isDone() && !news.isCompletedExceptionally() ? news.join() : null;
    }
  }

  FaultMaker(
      FaultPlan plan,
      SoakBox box,
      TrainyardClient master,
      Signals signals,
      Recovery recovery,
      ScheduledExecutorService schedule,
      Screen screen,
      LongSupplier nanos) {
    this.plan = plan;
    this.box = box;
    this.master = master;
    this.signals = signals;
    this.recovery = recovery;
    this.schedule = schedule;
    this.screen = screen;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** Makes the next fault; one for a service that has no process just now is left out. */
  void tick() {
    Fault fault = plan.next();
    Optional<ServiceStatus> service = box.service(fault.service());
    Optional<ProcessIdentity> process =
        service.flatMap(s -> Optional.ofNullable(s.pid())).flatMap(ProcessIdentity::of);
    if (process.isEmpty()) {
      screen.notice(fault + ": left out, it does not run just now");
      return;
    }
    double at = (nanos.getAsLong() - began) / 1e9;
    screen.notice(fault + " at " + Math.round(at) + " s");
    Optional<Affected> run =
        service.get().kind().equals(WORKER)
            ? Affected.of(fault.service(), master.runs())
            : Optional.empty();
    CompletableFuture<Double> up = hit(fault, process.get());
    CompletableFuture<Double> runs = run.map(recovery::goesOn).orElseGet(CompletableFuture::new);
    synchronized (this) {
      made.add(new Pending(at, fault, up, run, runs));
    }
  }

  private CompletableFuture<Double> hit(Fault fault, ProcessIdentity process) {
    switch (fault.kind()) {
      case KILL -> signals.kill(process);
      case TERMINATE -> signals.terminate(process);
      case FREEZE -> {
        return frozen(fault, process);
      }
    }
    return recovery.up(fault.service(), Optional.of(process.pid()));
  }

  private CompletableFuture<Double> frozen(Fault fault, ProcessIdentity process) {
    signals.freeze(process);
    CompletableFuture<Void> awake = new CompletableFuture<>();
    var unused =
        schedule.schedule(
            () -> {
              signals.thaw(process);
              awake.complete(null);
            },
            fault.frozen().toSeconds(),
            TimeUnit.SECONDS);
    return awake.thenCompose(woken -> recovery.up(fault.service(), Optional.empty()));
  }

  synchronized List<FaultRecord> records() {
    return made.stream().map(Pending::record).toList();
  }
}
