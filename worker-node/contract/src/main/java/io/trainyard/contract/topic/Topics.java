package io.trainyard.contract.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Kafka's topics: name, partitions, retention. Nowhere else is a topic's name spelt. */
public enum Topics {
  JOURNAL("trainyard.journal", 1, Duration.ofMillis(-1), Map.of("flush.messages", "1")),
  TASKS("trainyard.tasks", 64, Duration.ofDays(7), Map.of()),
  METRICS("trainyard.metrics", 6, Duration.ofDays(7), Map.of()),
  LOGS("trainyard.logs", 6, Duration.ofDays(7), Map.of()),
  HEARTBEATS("trainyard.heartbeats", 1, Duration.ofHours(1), Map.of()),
  TEST("trainyard.test", 1, Duration.ofHours(1), Map.of());

  /** The consumer group through which workers share the tasks. */
  public static final String WORKER_GROUP = "trainyard.workers";

  private final String topicName;
  private final int partitions;
  private final Duration retention;
  private final Map<String, String> settings;

  Topics(String topicName, int partitions, Duration retention, Map<String, String> settings) {
    this.topicName = topicName;
    this.partitions = partitions;
    this.retention = retention;
    this.settings = settings;
  }

  public String topicName() {
    return topicName;
  }

  public int partitions() {
    return partitions;
  }

  /** How long records are kept; negative is for ever. */
  public Duration retention() {
    return retention;
  }

  /** Settings of this topic alone, beside those all share. */
  public Map<String, String> settings() {
    return settings;
  }

  public static List<String> names() {
    return List.of(values()).stream().map(Topics::topicName).toList();
  }
}
