package io.trainyard.node.worker;

import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.messaging.KafkaClients;
import io.trainyard.node.messaging.NamedThreads;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes task records from this worker's share of the partitions, on one thread that never waits:
 * while a task is decided its partition is paused, and its offset is committed afterwards.
 */
final class Inbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration CLOSE = Duration.ofSeconds(2);

  /** Long enough for a process that died to be back in its place before its partitions move. */
  private static final Duration SESSION = Duration.ofSeconds(45);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Function<Task, CompletableFuture<Void>> claims;
  private final Runnable onFenced;
  private final Consumer<List<Integer>> onAssignment;
  private final Thread thread;
  private final Queue<ConsumerRecord<String, byte[]>> decided = new ConcurrentLinkedQueue<>();
  private List<Integer> partitions = List.of();
  private volatile boolean closed;

  /**
   * Joins the workers' group once started.
   *
   * @param onAssignment given the partitions when they have changed
   * @param onFenced called when another process has taken this worker's place in the group
   */
  Inbox(
      KafkaClients clients,
      String workerId,
      Function<Task, CompletableFuture<Void>> claims,
      Consumer<List<Integer>> onAssignment,
      Runnable onFenced) {
    this.consumer =
        clients.consumer(
            "tasks",
            Map.of(
                "group.id",
                Topics.WORKER_GROUP,
                "group.instance.id",
                workerId,
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName(),
                "session.timeout.ms",
                Math.toIntExact(SESSION.toMillis()),
                "heartbeat.interval.ms",
                2_000,
                "max.poll.interval.ms",
                10_000,
                "max.poll.records",
                1));
    this.claims = claims;
    this.onAssignment = onAssignment;
    this.onFenced = onFenced;
    this.thread = NamedThreads.daemon("inbox", this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    consumer.subscribe(List.of(Topics.TASKS.topicName()));
    while (!closed) {
      try {
        consumer.poll(POLL).forEach(this::take);
        commitDecided();
        notePartitions();
      } catch (WakeupException | InterruptException e) {
        LOG.debug("the inbox was interrupted to close");
      } catch (FencedInstanceIdException e) {
        LOG.atError().log("another process has taken this worker's place");
        closed = true;
        onFenced.run();
      } catch (KafkaException e) {
        LOG.atWarn().setCause(e).log("tasks cannot be read just now; trying again");
      }
    }
    consumer.close(CloseOptions.timeout(CLOSE));
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    Header header = record.headers().lastHeader(RecordCodec.HEADER);
    var decoded =
        RecordCodec.decode(header == null ? null : header.value(), record.value(), Task.class);
    if (decoded instanceof RecordCodec.Decoded.Ours<Task> ours) {
      consumer.pause(List.of(partitionOf(record)));
      var unused =
          claims
              .apply(ours.value())
              .whenComplete(
                  (nothing, failure) -> {
                    if (failure != null) {
                      LOG.atError().setCause(failure).log("a task could not be decided");
                    }
                    decided.add(record);
                  });
    } else {
      LOG.atWarn()
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .log("skipped a task record that cannot be read");
      decided.add(record);
    }
  }

  /** A commit that fails is no loss: the task comes again and is passed over. */
  private void commitDecided() {
    for (var record = decided.poll(); record != null; record = decided.poll()) {
      TopicPartition partition = partitionOf(record);
      if (consumer.assignment().contains(partition)) {
        consumer.resume(List.of(partition));
        consumer.commitAsync(
            Map.of(partition, new OffsetAndMetadata(record.offset() + 1)),
            (offsets, failure) -> {
              if (failure != null) {
                LOG.atWarn().log("a task's offset was not committed: {}", failure.getMessage());
              }
            });
      }
    }
  }

  private void notePartitions() {
    Set<Integer> now = new HashSet<>();
    consumer.assignment().forEach(partition -> now.add(partition.partition()));
    if (now.size() != partitions.size() || !now.containsAll(partitions)) {
      partitions = now.stream().sorted().toList();
      LOG.atInfo().log("reads {} of {} task partitions", now.size(), Topics.TASKS.partitions());
      onAssignment.accept(partitions);
    }
  }

  private static TopicPartition partitionOf(ConsumerRecord<String, byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
  }
}
