package io.trainyard.launcher.box.supervise;

import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.process.Child;
import io.trainyard.launcher.box.process.LogFile;
import io.trainyard.launcher.box.supervise.ServiceState.Down;
import io.trainyard.launcher.box.supervise.ServiceState.Restarting;
import io.trainyard.launcher.box.supervise.ServiceState.Starting;
import io.trainyard.launcher.box.supervise.ServiceState.Up;
import io.trainyard.launcher.box.supervise.ServiceState.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a set of services alive: data services all at once, nodes when those serve, restarts with
 * growing delays, shutdown in two waves. Moves only when {@link #tick} is called, by one thread.
 */
final class Supervisor {
  private static final Duration START_LIMIT = Duration.ofSeconds(150);
  private static final int DEATHS_UNTIL_FAILED = 2;

  private final List<SupervisedService> services;
  private final Endpoints endpoints;
  private final Clock clock;
  private Phase phase = Phase.STARTING;
  private Optional<StartFailure> failure = Optional.empty();

  Supervisor(List<SupervisedService> services, Endpoints endpoints, Clock clock) {
    this.services = List.copyOf(services);
    this.endpoints = endpoints;
    this.clock = clock;
  }

  Phase phase() {
    return phase;
  }

  Optional<StartFailure> failure() {
    return failure;
  }

  boolean allEnded() {
    return services.stream().allMatch(service -> service.state() instanceof Down);
  }

  void start() {
    services.stream().filter(s -> !isNode(s)).forEach(SupervisedService::start);
  }

  /** Ends all services; they are gone once {@link #allEnded}. */
  void stop() {
    if (phase == Phase.STARTING || phase == Phase.READY) {
      phase = Phase.STOPPING;
    }
    endNextWave();
  }

  /** Ends one service and leaves it so. */
  void hold(String name) {
    named(name).end();
  }

  /** Starts one service that was held. */
  void release(String name) {
    named(name).start();
  }

  void tick() {
    services.forEach(SupervisedService::tick);
    switch (phase) {
      case STARTING -> progress();
      case READY -> {}
      case STOPPING, FAILED -> {
        endNextWave();
        if (allEnded() && phase == Phase.STOPPING) {
          phase = Phase.STOPPED;
        }
      }
      case STOPPED -> {}
    }
  }

  List<ServiceStatus> status() {
    return services.stream().map(this::statusOf).toList();
  }

  private void progress() {
    Optional<StartFailure> found =
        services.stream().flatMap(service -> failureOf(service).stream()).findFirst();
    if (found.isPresent()) {
      failure = found;
      phase = Phase.FAILED;
      endNextWave();
      return;
    }
    boolean dataServes = services.stream().filter(s -> !isNode(s)).allMatch(Supervisor::isUp);
    if (dataServes) {
      services.stream().filter(s -> s.state() instanceof Waiting).forEach(SupervisedService::start);
    }
    if (services.stream().allMatch(Supervisor::isUp)) {
      phase = Phase.READY;
    }
  }

  private Optional<StartFailure> failureOf(SupervisedService service) {
    LogFile log = new LogFile(service.launch().log());
    String name = service.service().name();
    if (!service.everUp()
        && service.deaths() >= DEATHS_UNTIL_FAILED
        && service.state() instanceof Restarting restarting) {
      return Optional.of(new StartFailure(name, restarting.why(), log.path()));
    }
    if (!service.everUp()
        && service.state() instanceof Starting starting
        && !clock.instant().isBefore(starting.since().plus(START_LIMIT))) {
      String why = "did not answer within " + START_LIMIT.toSeconds() + " seconds";
      return Optional.of(new StartFailure(name, why, log.path()));
    }
    return Optional.empty();
  }

  /** Nodes first: they hand over their work through Kafka. Then the rest, all at once. */
  private void endNextWave() {
    List<SupervisedService> nodes = services.stream().filter(Supervisor::isNode).toList();
    nodes.forEach(SupervisedService::end);
    if (nodes.stream().allMatch(s -> s.state() instanceof Down)) {
      services.forEach(SupervisedService::end);
    }
  }

  private SupervisedService named(String name) {
    return services.stream()
        .filter(service -> service.service().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service " + name + " in this box"));
  }

  private ServiceStatus statusOf(SupervisedService supervised) {
    ServiceState state = supervised.state();
    Long pid = state.process().map(Child::pid).orElse(null);
    return new ServiceStatus(
        supervised.service().name(),
        supervised.service().kind().label(),
        pid,
        endpoints.address(supervised.service()),
        state.label(),
        state instanceof Restarting restarting ? restarting.why() : null,
        supervised.restarts());
  }

  private static boolean isNode(SupervisedService service) {
    return service.service().kind().isNode();
  }

  private static boolean isUp(SupervisedService service) {
    return service.state() instanceof Up;
  }
}
