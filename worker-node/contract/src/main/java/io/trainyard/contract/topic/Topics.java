package io.trainyard.contract.topic;

import java.time.Duration;
import java.util.List;

/** Kafka's topics: name, partitions, retention. Nowhere else is a topic's name spelt. */
public enum Topics {
  JOURNAL("trainyard.journal", 1, Duration.ofMillis(-1), true),
  TASKS("trainyard.tasks", 64, Duration.ofDays(7), false),
  METRICS("trainyard.metrics", 6, Duration.ofDays(7), false),
  LOGS("trainyard.logs", 6, Duration.ofDays(7), false),
  HEARTBEATS("trainyard.heartbeats", 1, Duration.ofHours(1), false),
  TEST("trainyard.test", 1, Duration.ofHours(1), false);

  /** The consumer group through which workers share the tasks. */
  public static final String WORKER_GROUP = "trainyard.workers";

  private final String topicName;
  private final int partitions;
  private final Duration retention;
  private final boolean flushed;

  Topics(String topicName, int partitions, Duration retention, boolean flushed) {
    this.topicName = topicName;
    this.partitions = partitions;
    this.retention = retention;
    this.flushed = flushed;
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

  /** Whether each record is flushed to the broker's disk before it is acknowledged. */
  public boolean flushed() {
    return flushed;
  }

  public static List<String> names() {
    return List.of(values()).stream().map(Topics::topicName).toList();
  }
}
