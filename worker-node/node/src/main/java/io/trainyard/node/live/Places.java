package io.trainyard.node.live;

import io.trainyard.contract.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * The places where live events come from, numbered: the journal is 0, then the partitions of the
 * metrics, then those of the logs. Event ids depend on the order.
 */
final class Places {
  static final int JOURNAL = 0;
  private static final int FIRST_METRICS = 1;
  private static final int FIRST_LOGS = FIRST_METRICS + Topics.METRICS.partitions();
  static final int COUNT = FIRST_LOGS + Topics.LOGS.partitions();

  private static final List<TopicPartition> PARTITIONS = partitions();

  private Places() {}

  static int metrics(int partition) {
    return FIRST_METRICS + partition;
  }

  static int logs(int partition) {
    return FIRST_LOGS + partition;
  }

  static boolean isMetrics(int place) {
    return place >= FIRST_METRICS && place < FIRST_LOGS;
  }

  static TopicPartition partition(int place) {
    return PARTITIONS.get(place);
  }

  static int of(TopicPartition partition) {
    return PARTITIONS.indexOf(partition);
  }

  private static List<TopicPartition> partitions() {
    List<TopicPartition> all = new ArrayList<>();
    for (Topics topic : List.of(Topics.JOURNAL, Topics.METRICS, Topics.LOGS)) {
      for (int i = 0; i < topic.partitions(); i++) {
        all.add(new TopicPartition(topic.topicName(), i));
      }
    }
    return List.copyOf(all);
  }
}
