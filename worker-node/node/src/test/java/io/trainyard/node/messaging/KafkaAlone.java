package io.trainyard.node.messaging;

import io.trainyard.launcher.box.ServicesBox;
import io.trainyard.launcher.box.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** A real broker for tests, with all topics set up. */
public final class KafkaAlone implements AutoCloseable {
  public static final String BROKER = "kafka-1";
  private static final Duration SETUP_LIMIT = Duration.ofSeconds(30);

  private final ServicesBox box;
  private final KafkaClients clients;

  private KafkaAlone(ServicesBox box) {
    this.box = box;
    this.clients = new KafkaClients(box.endpoints().kafkaBootstrap(), "test");
  }

  public static KafkaAlone start(Path home) throws Exception {
    KafkaAlone kafka = new KafkaAlone(ServicesBox.start(home, new Topology("kafka", 1, 0, 0, 0)));
    kafka.setUpTopics();
    return kafka;
  }

  void setUpTopics() throws Exception {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (Admin admin = clients.admin("setup")) {
      new TopicSetup(admin, 1, timer, System::nanoTime)
          .ensure(SETUP_LIMIT)
          .get(SETUP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } finally {
      timer.shutdownNow();
    }
  }

  public KafkaClients clients() {
    return clients;
  }

  public ServicesBox box() {
    return box;
  }

  @Override
  public void close() throws Exception {
    box.close();
  }
}
