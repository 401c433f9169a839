package io.trainyard.node.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes Kafka clients with the limits that every one of them needs. Safe for use by any thread. */
public final class KafkaClients {
  /** A result carries a row and a column of its confusion matrix for each of up to 1000 classes. */
  static final int LARGEST_RECORD = 8 << 20;

  private static final int REQUEST_TIMEOUT_MS = 4_000;

  private final String bootstrap;
  private final String nodeId;

  /**
   * Names whom the clients call.
   *
   * @param bootstrap {@code host:port}, comma-separated
   * @param nodeId begins the name of each client
   */
  public KafkaClients(String bootstrap, String nodeId) {
    this.bootstrap = bootstrap;
    this.nodeId = nodeId;
  }

  public String bootstrap() {
    return bootstrap;
  }

  /** An idempotent producer, acks=all, whose send is decided within this time. */
  public KafkaProducer<String, byte[]> producer(String purpose, Duration deliveryTimeout) {
    Map<String, Object> settings = common(purpose);
    settings.put("acks", "all");
    settings.put("max.request.size", LARGEST_RECORD);
    settings.put("enable.idempotence", true);
    settings.put("delivery.timeout.ms", Math.toIntExact(deliveryTimeout.toMillis()));
    settings.put("max.block.ms", REQUEST_TIMEOUT_MS);
    settings.put("linger.ms", 0);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** A consumer without a group, for assign and seek. It belongs to one thread. */
  public KafkaConsumer<String, byte[]> reader(String purpose) {
    return consumer(purpose, Map.of());
  }

  /** A consumer with settings of its own beside the common ones. It belongs to one thread. */
  public KafkaConsumer<String, byte[]> consumer(String purpose, Map<String, Object> own) {
    Map<String, Object> settings = common(purpose);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", false);
    settings.put("default.api.timeout.ms", REQUEST_TIMEOUT_MS);
    settings.put("fetch.max.wait.ms", 100);
    settings.putAll(own);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  public Admin admin(String purpose) {
    Map<String, Object> settings = common(purpose);
    settings.put("default.api.timeout.ms", REQUEST_TIMEOUT_MS);
    return Admin.create(settings);
  }

  private Map<String, Object> common(String purpose) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("client.id", nodeId + "-" + purpose);
    settings.put("request.timeout.ms", REQUEST_TIMEOUT_MS);
    settings.put("reconnect.backoff.max.ms", 500);
    settings.put("auto.include.jmx.reporter", false);
    return settings;
  }
}
