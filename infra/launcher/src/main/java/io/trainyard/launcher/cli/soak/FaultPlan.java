package io.trainyard.launcher.cli.soak;

import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.ServiceKind;
import io.trainyard.launcher.box.Topology;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which fault comes next: the same seed and topology give the same faults. First the kind of
 * service is drawn, then the one, so that single ones have their share. For one thread.
 */
final class FaultPlan {
  private static final int SHORTEST_FREEZE = 5;
  private static final int LONGEST_FREEZE = 60;

  private final SplittableRandom random;
  private final List<Service> services;
  private final List<ServiceKind> kinds;

  FaultPlan(long seed, Topology topology) {
    this.random = new SplittableRandom(seed);
    this.services = topology.services();
    this.kinds = services.stream().map(Service::kind).distinct().toList();
  }

  Fault next() {
    ServiceKind hit = one(kinds);
    Service service = one(services.stream().filter(s -> s.kind() == hit).toList());
    Fault.Kind kind = one(List.of(Fault.Kind.values()));
    int seconds = random.nextInt(SHORTEST_FREEZE, LONGEST_FREEZE + 1);
    return new Fault(
        kind,
        service.name(),
        kind == Fault.Kind.FREEZE ? Duration.ofSeconds(seconds) : Duration.ZERO);
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
