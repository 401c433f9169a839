package io.trainyard.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many courses of a yard in which everything goes wrong. {@code -Dsimulation.seeds=10000} runs
 * more, {@code -Dsimulation.seed=N} replays one.
 */
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 500);
  private static final Long ONE = Long.getLong("simulation.seed");

  @Test
  void whateverHappensTheInvariantsHold() {
    assertThat(
            seeds().mapToObj(Simulation::stormy).filter(report -> !report.violations().isEmpty()))
        .as("replay one with -Dsimulation.seed=N")
        .isEmpty();
  }

  @Test
  void whereNothingGoesWrongNobodyLosesAnything() {
    assertThat(
            seeds()
                .limit(50)
                .mapToObj(Simulation::calm)
                .filter(report -> report.losses() > 0 || !report.violations().isEmpty()))
        .isEmpty();
  }

  /** A storm in which nothing is lost, declined or paused would show nothing. */
  @Test
  void theStormIsAStorm() {
    Map<String, Integer> kinds = new TreeMap<>();
    LongStream.rangeClosed(1, 50)
        .mapToObj(Simulation::stormy)
        .forEach(report -> report.kinds().forEach((kind, n) -> kinds.merge(kind, n, Integer::sum)));

    assertThat(kinds)
        .containsKeys("AttemptLost", "AttemptFailed", "HandedOver", "Declined", "ClaimExpired")
        .containsKeys("CheckpointSaved", "SteerApplied", "SUCCEEDED", "FAILED", "CANCELLED");
  }

  @Test
  void theSameSeedIsTheSameCourse() {
    assertThat(Simulation.stormy(7)).isEqualTo(Simulation.stormy(7));
  }

  private static LongStream seeds() {
    return ONE == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(ONE);
  }
}
