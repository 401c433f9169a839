package io.trainyard.node.messaging;

import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.cluster.KafkaStatus;
import io.trainyard.contract.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at Kafka, all its questions under one deadline. For one thread, once. */
final class KafkaInquiry {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaInquiry.class);

  private static final Health.State DOWN = Health.State.DOWN;
  private static final String NO_QUORUM =
      "too few brokers are there to decide anything: nothing can be written, and the brokers are"
          + " those last known";

  private final Admin admin;
  private final long deadline;

  /**
   * @param deadline by {@link System#nanoTime}
   */
  KafkaInquiry(Admin admin, long deadline) {
    this.admin = admin;
    this.deadline = deadline;
  }

  KafkaStatus answer() throws ExecutionException, InterruptedException, TimeoutException {
    DescribeClusterResult cluster = admin.describeCluster();
    Map<String, KafkaFuture<TopicDescription>> described =
        admin.describeTopics(Topics.names()).topicNameValues();
    KafkaFuture<QuorumInfo> quorum = admin.describeMetadataQuorum().quorumInfo();
    List<KafkaStatus.Broker> brokers = brokers(await(cluster.nodes()));
    OptionalInt controller = leader(quorum);
    if (controller.isEmpty()) {
      return new KafkaStatus(DOWN, brokers, null, List.of(), 0, null, NO_QUORUM);
    }
    List<String> faults = new ArrayList<>();
    List<KafkaStatus.Topic> topics = topics(described, faults);
    int lacking = topics.stream().mapToInt(KafkaStatus.Topic::underReplicated).sum();
    if (lacking > 0) {
      faults.add(lacking + " partitions have fewer copies than they should");
    }
    KafkaStatus.GroupLag lag = lag(faults);
    return new KafkaStatus(
        faults.isEmpty() ? Health.State.UP : Health.State.DEGRADED,
        brokers,
        controller.getAsInt(),
        topics,
        lacking,
        lag,
        faults.isEmpty() ? null : String.join("; ", faults));
  }

  /**
   * The controller, which {@code describeCluster} does not tell: it names some broker. One that is
   * left alone goes on telling what it last knew; this it cannot know alone.
   */
  private OptionalInt leader(KafkaFuture<QuorumInfo> quorum) throws InterruptedException {
    try {
      int leader = await(quorum).leaderId();
      return leader < 0 ? OptionalInt.empty() : OptionalInt.of(leader);
    } catch (ExecutionException | TimeoutException e) {
      LOG.atDebug().setCause(e).log("No quorum answers");
      return OptionalInt.empty();
    }
  }

  private static List<KafkaStatus.Broker> brokers(Iterable<Node> nodes) {
    List<KafkaStatus.Broker> brokers = new ArrayList<>();
    nodes.forEach(n -> brokers.add(new KafkaStatus.Broker(n.id(), n.host() + ":" + n.port())));
    brokers.sort(Comparator.comparingInt(KafkaStatus.Broker::id));
    return brokers;
  }

  private List<KafkaStatus.Topic> topics(
      Map<String, KafkaFuture<TopicDescription>> described, List<String> faults)
      throws InterruptedException {
    List<KafkaStatus.Topic> topics = new ArrayList<>();
    for (String name : Topics.names()) {
      KafkaFuture<TopicDescription> answer = described.get(name);
      try {
        if (answer != null) {
          topics.add(topic(await(answer)));
        }
      } catch (ExecutionException | TimeoutException e) {
        LOG.atDebug().addKeyValue("topic", name).setCause(e).log("Topic not described");
        faults.add("the topic " + name + " is missing or does not answer");
      }
    }
    return topics;
  }

  private static KafkaStatus.Topic topic(TopicDescription description) {
    List<TopicPartitionInfo> partitions = description.partitions();
    int copies = partitions.stream().mapToInt(p -> p.replicas().size()).max().orElse(0);
    long lacking = partitions.stream().filter(p -> p.isr().size() < p.replicas().size()).count();
    return new KafkaStatus.Topic(description.name(), partitions.size(), copies, (int) lacking);
  }

  private KafkaStatus.@Nullable GroupLag lag(List<String> faults) throws InterruptedException {
    String group = Topics.WORKER_GROUP;
    try {
      KafkaFuture<ConsumerGroupDescription> members =
          admin.describeConsumerGroups(List.of(group)).all().thenApply(all -> all.get(group));
      Map<TopicPartition, OffsetAndMetadata> committed =
          await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      committed.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
      Map<TopicPartition, ListOffsetsResultInfo> ends = await(admin.listOffsets(asked).all());
      long records =
          committed.entrySet().stream()
              .filter(e -> e.getValue() != null)
              .mapToLong(e -> behind(ends.get(e.getKey()), e.getValue()))
              .sum();
      return new KafkaStatus.GroupLag(group, await(members).members().size(), records);
    } catch (ExecutionException | TimeoutException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return new KafkaStatus.GroupLag(group, 0, 0);
      }
      LOG.atDebug().addKeyValue("group", group).setCause(e).log("Lag not known");
      faults.add("the lag of " + group + " is not known");
      return null;
    }
  }

  private static long behind(@Nullable ListOffsetsResultInfo end, OffsetAndMetadata committed) {
    return end == null ? 0 : end.offset() - committed.offset();
  }

  private <T> T await(KafkaFuture<T> answer)
      throws ExecutionException, InterruptedException, TimeoutException {
    long left = Math.max(1, deadline - System.nanoTime());
    return answer.get(left, TimeUnit.NANOSECONDS);
  }
}
