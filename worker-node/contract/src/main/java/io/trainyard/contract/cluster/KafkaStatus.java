package io.trainyard.contract.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kafka as a node sees it.
 *
 * @param controller the active controller's broker id
 * @param lag records of the tasks topic not yet taken by the workers' group
 * @param why it is not UP
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KafkaStatus(
    Health.State status,
    List<Broker> brokers,
    @Nullable Integer controller,
    List<Topic> topics,
    int underReplicatedPartitions,
    @Nullable GroupLag lag,
    @Nullable String why) {
  public KafkaStatus {
    brokers = List.copyOf(brokers);
    topics = List.copyOf(topics);
  }

  public record Broker(int id, String address) {}

  public record Topic(String name, int partitions, int replicationFactor, int underReplicated) {}

  public record GroupLag(String group, int members, long records) {}
}
