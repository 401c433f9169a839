package io.trainyard.node.health;

import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.cluster.KafkaStatus;
import io.trainyard.node.service.KafkaProbe;

/** Kafka: without it no run's state can change. */
public record KafkaCheck(KafkaProbe kafka) implements HealthCheck {
  private static final String NAME = "kafka";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String meaning() {
    return "Nothing can be submitted, started or ended; runs that learn suspend after 30 s.";
  }

  @Override
  public boolean essential() {
    return true;
  }

  @Override
  public Health.Dependency check() {
    long began = System.nanoTime();
    KafkaStatus status = kafka.status();
    double millis = (System.nanoTime() - began) / 1e6;
    return switch (status.status()) {
      case UP -> new Health.Dependency(NAME, Health.State.UP, millis, null);
      case DEGRADED ->
          new Health.Dependency(
              NAME, Health.State.DEGRADED, millis, "Runs go on; " + status.why() + ".");
      case DOWN ->
          new Health.Dependency(NAME, Health.State.DOWN, null, status.why() + ". " + meaning());
    };
  }
}
