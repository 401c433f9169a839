package io.trainyard.launcher.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.Topology;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

  private static List<Fault> faults(long seed, Topology topology, int count) {
    return Stream.generate(new FaultPlan(seed, topology)::next).limit(count).toList();
  }

  @Test
  void theSameSeedGivesTheSameFaultsAndAnotherDoesNot() {
    List<Fault> faults = faults(7, Topology.full(), 40);

    assertThat(faults(7, Topology.full(), 40)).isEqualTo(faults);
    assertThat(faults(8, Topology.full(), 40)).isNotEqualTo(faults);
  }

  @Test
  void everyServiceIsHitInEveryWay() {
    List<Fault> faults = faults(1, Topology.full(), 2_000);

    for (Service service : Topology.full().services()) {
      assertThat(faults)
          .filteredOn(fault -> fault.service().equals(service.name()))
          .extracting(Fault::kind)
          .contains(Fault.Kind.values());
    }
    assertThat(faults)
        .extracting(Fault::service)
        .isSubsetOf(Topology.full().services().stream().map(Service::name).toList());
  }

  @Test
  void onlyTheFrozenStandStillForFiveToSixtySeconds() {
    for (Fault fault : faults(3, Topology.full(), 2_000)) {
      if (fault.kind() == Fault.Kind.FREEZE) {
        assertThat(fault.frozen()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(60));
      } else {
        assertThat(fault.frozen()).isZero();
      }
    }
  }
}
