package io.trainyard.node.messaging;

import io.trainyard.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Where a key's records go: the partition that Kafka's own clients would choose, said aloud. */
public final class RunPartition {
  private RunPartition() {}

  /** The partition that holds all records of this key (a run's or a node's id). */
  public static int of(Topics topic, String key) {
    int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
    return Utils.toPositive(hash) % topic.partitions();
  }

  static TopicPartition in(Topics topic, String key) {
    return new TopicPartition(topic.topicName(), of(topic, key));
  }
}
