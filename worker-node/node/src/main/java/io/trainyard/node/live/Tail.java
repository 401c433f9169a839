package io.trainyard.node.live;

import io.trainyard.contract.topic.Topics;
import io.trainyard.node.messaging.KafkaClients;
import io.trainyard.node.messaging.NamedThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's one reader of all new metrics and log lines, on a thread of its own. */
final class Tail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AGAIN_AFTER = Duration.ofMillis(500);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(4);
  private static final List<TopicPartition> PARTITIONS =
      IntStream.range(Places.JOURNAL + 1, Places.COUNT).mapToObj(Places::partition).toList();

  private final KafkaClients clients;
  private final Fanout fanout;
  private final RecordReader records;
  private final KafkaConsumer<String, byte[]> consumer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable String cluster;

  Tail(KafkaClients clients, Fanout fanout, RecordReader records) {
    this.clients = clients;
    this.fanout = fanout;
    this.records = records;
    this.consumer = clients.consumer("live-tail", Map.of("auto.offset.reset", "none"));
    this.thread = NamedThreads.daemon("live-tail", this::run);
  }

  void start() {
    thread.start();
  }

  /** What names this cluster's journal for ever; null until the tail has begun. */
  @Nullable String cluster() {
    return cluster;
  }

  @Override
  public void close() {
    closed.countDown();
    if (thread.isAlive()) {
      consumer.wakeup();
    } else {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private void run() {
    boolean positioned = false;
    while (closed.getCount() > 0) {
      try {
        if (!positioned) {
          begin();
          positioned = true;
        }
        consumer.poll(POLL).forEach(this::tell);
      } catch (WakeupException | InterruptException e) {
        LOG.atDebug().log("The live tail ends");
        break;
      } catch (InvalidOffsetException e) {
        LOG.atWarn().setCause(e).log("The live tail's place is gone; it begins anew");
        positioned = false;
      } catch (KafkaException e) {
        LOG.atWarn().addKeyValue("why", e.getMessage()).log("The live tail cannot read just now");
        pause();
      }
    }
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }

  private void pause() {
    try {
      if (closed.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atDebug().log("The live tail ends");
      }
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }

  private void begin() {
    String journal = cluster == null ? journalId() : cluster;
    consumer.assign(PARTITIONS);
    Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS);
    Cursor at = Cursor.zero();
    ends.forEach(
        (partition, end) -> {
          consumer.seek(partition, end);
          at.set(Places.of(partition), end);
        });
    fanout.beginAt(at);
    cluster = journal;
  }

  private String journalId() {
    String name = Topics.JOURNAL.topicName();
    try (Admin admin = clients.admin("live-tail")) {
      return admin
          .describeTopics(List.of(name))
          .allTopicNames()
          .thenApply(topics -> Objects.requireNonNull(topics.get(name)))
          .get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          .topicId()
          .toString();
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("The journal's topic cannot be described", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void tell(ConsumerRecord<String, byte[]> record) {
    int place = Places.of(new TopicPartition(record.topic(), record.partition()));
    records
        .read(place, record)
        .ifPresentOrElse(fanout::tell, () -> fanout.pass(place, record.offset() + 1));
  }
}
