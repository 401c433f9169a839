package io.trainyard.launcher.cli.soak;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import io.trainyard.launcher.cli.await.Lookout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Looks when the box, or a run, is well again. Thread-safe. */
final class Recovery {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final SoakBox box;
  private final TrainyardClient master;
  private final Lookout lookout;
  private final LongSupplier nanos;

  Recovery(SoakBox box, TrainyardClient master, Lookout lookout, LongSupplier nanos) {
    this.box = box;
    this.master = master;
    this.lookout = lookout;
    this.nanos = nanos;
  }

  /** The seconds until all is up, the service in another process than before where it was ended. */
  CompletableFuture<Double> up(String service, Optional<Long> endedPid) {
    long from = nanos.getAsLong();
    return lookout.until(
        () -> isReplaced(service, endedPid) && isUp() ? seconds(from) : Optional.empty(), LOOK);
  }

  /** The seconds until the run goes on. */
  CompletableFuture<Double> goesOn(Affected run) {
    long from = nanos.getAsLong();
    return lookout.until(
        () -> {
          try {
            return run.goesOn(master.runs().find(run.runId())) ? seconds(from) : Optional.empty();
          } catch (TrainyardException e) {
            return Optional.empty();
          }
        },
        LOOK);
  }

  private Optional<Double> seconds(long from) {
    return Optional.of((nanos.getAsLong() - from) / 1e9);
  }

  private boolean isReplaced(String service, Optional<Long> endedPid) {
    return endedPid.isEmpty()
        || box.service(service)
            .map(ServiceStatus::pid)
            .filter(pid -> !pid.equals(endedPid.get()))
            .isPresent();
  }

  /** Whether every service answers and the master's health is UP. */
  boolean isUp() {
    List<ServiceStatus> services = box.services();
    if (services.isEmpty() || !services.stream().allMatch(ServiceStatus::isUp)) {
      return false;
    }
    try {
      return master.cluster().health().status() == Health.State.UP;
    } catch (TrainyardException e) {
      return false;
    }
  }
}
