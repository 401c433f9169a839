package io.trainyard.node.http.route;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.cluster.KafkaStatus;
import io.trainyard.node.http.Answer;
import io.trainyard.node.http.Call;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.WorkPool;
import io.trainyard.node.service.HealthProbe;
import io.trainyard.node.service.KafkaProbe;

/** Looks at the node and at Kafka; what is DOWN answers 503 with the same body. */
public final class ProbeRoutes {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final HealthProbe health;
  private final KafkaProbe kafka;

  public ProbeRoutes(HealthProbe health, KafkaProbe kafka) {
    this.health = health;
    this.kafka = kafka;
  }

  public void addTo(Endpoints endpoints, WorkPool pool) {
    endpoints
        .on(Route.HEALTH, pool, this::health)
        .on(Route.KAFKA_STATUS, pool, this::kafkaStatus)
        .on(Route.TEST_PRODUCER, pool, call -> Answer.ok(kafka.sendTestRecord()))
        .on(Route.SEND_TEST_RECORD, pool, call -> Answer.ok(kafka.sendTestRecord()));
  }

  private Answer health(Call call) {
    Health found = health.check();
    return Answer.of(statusOf(found.status()), found);
  }

  private Answer kafkaStatus(Call call) {
    KafkaStatus found = kafka.status();
    return Answer.of(statusOf(found.status()), found);
  }

  private static int statusOf(Health.State state) {
    return state == Health.State.DOWN ? UNAVAILABLE : OK;
  }
}
