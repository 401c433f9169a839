package io.trainyard.node.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.journal.StreamPosition;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.metrics.MetricNames;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends metrics and log lines to Kafka. {@link #metric} and {@link #log} never block and never
 * fail, whatever Kafka does: a bounded queue and a thread of its own stand between, the oldest
 * entry gives way and is counted. All methods are safe for any thread.
 */
public final class Telemetry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);
  private static final int QUEUE = 8_192;
  // A broker's loss takes up to 10 s to heal; what waits meanwhile must not be given up.
  private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(30);
  private static final Duration POSITION_LIMIT = Duration.ofSeconds(4);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE);
  private final KafkaProducer<String, byte[]> producer;
  private final Admin admin;
  private final Map<Topics, Counter> sent = new EnumMap<>(Topics.class);
  private final Map<Topics, Counter> lost = new EnumMap<>(Topics.class);
  private final Thread sender;
  private volatile boolean closing;

  private sealed interface Entry {
    record Value(Topics topic, String key, Object value) implements Entry {}

    /** All that was queued before it has been handed to the producer. */
    record Mark(CountDownLatch reached) implements Entry {}
  }

  public Telemetry(KafkaClients clients, MeterRegistry meters) {
    this.producer = clients.producer("telemetry", DELIVERY_LIMIT);
    this.admin = clients.admin("telemetry");
    for (Topics topic : new Topics[] {Topics.METRICS, Topics.LOGS}) {
      String name = topic.topicName();
      sent.put(topic, meters.counter(MetricNames.TELEMETRY_SENT, "topic", name));
      lost.put(topic, meters.counter(MetricNames.TELEMETRY_LOST, "topic", name));
    }
    this.sender = new Thread(this::send, "telemetry");
    sender.setDaemon(true);
    sender.start();
  }

  public void metric(Metric metric) {
    enqueue(new Entry.Value(Topics.METRICS, metric.runId(), metric));
  }

  /** A line of a run goes to the run's partition, any other to its node's. */
  public void log(LogLine line) {
    String key = line.runId() == null ? line.nodeId() : line.runId();
    enqueue(new Entry.Value(Topics.LOGS, key, line));
  }

  /**
   * Where the run's next metric will be at the earliest. Blocks up to 4 s.
   *
   * @throws TrainyardException KAFKA_UNAVAILABLE
   */
  public StreamPosition metricsPosition(String runId) {
    return end(RunPartition.in(Topics.METRICS, runId));
  }

  /** The same for its next log line. */
  public StreamPosition logsPosition(String runId) {
    return end(RunPartition.in(Topics.LOGS, runId));
  }

  /**
   * Waits until all that was said before has been acknowledged or given up.
   *
   * @return false when the limit came first
   */
  public boolean flush(Duration limit) throws InterruptedException {
    CountDownLatch flushed = new CountDownLatch(1);
    Entry.Mark mark = new Entry.Mark(flushed);
    long deadline = System.nanoTime() + limit.toNanos();
    return queue.offer(mark, limit.toNanos(), TimeUnit.NANOSECONDS)
        && flushed.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** Sends what is queued, for at most 5 s, and ends. */
  @Override
  public void close() {
    closing = true;
    try {
      flush(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.interrupt();
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
  }

  private void enqueue(Entry.Value entry) {
    if (closing) {
      lost(entry.topic);
      return;
    }
    while (!queue.offer(entry)) {
      giveUp(queue.poll());
    }
  }

  private void giveUp(@Nullable Entry oldest) {
    if (oldest instanceof Entry.Value value) {
      lost(value.topic);
    } else if (oldest instanceof Entry.Mark mark) {
      mark.reached.countDown();
    }
  }

  private void send() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Entry entry = queue.take();
        if (entry instanceof Entry.Value value) {
          send(value);
        } else if (entry instanceof Entry.Mark mark) {
          producer.flush();
          mark.reached.countDown();
        }
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.atDebug().log("Telemetry ends");
    }
  }

  private void send(Entry.Value entry) {
    try {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(
              entry.topic.topicName(),
              RunPartition.of(entry.topic, entry.key),
              entry.key,
              Json.bytes(entry.value));
      record.headers().add(RecordCodec.HEADER, RecordCodec.headerValue());
      var unused = producer.send(record, (at, failure) -> sent(entry.topic, failure));
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalArgumentException e) {
      sent(entry.topic, e);
    }
  }

  private void sent(Topics topic, @Nullable Exception failure) {
    if (failure == null) {
      counter(sent, topic).increment();
      return;
    }
    lost(topic);
    LOG.atDebug().addKeyValue("topic", topic.topicName()).setCause(failure).log("Record given up");
  }

  private void lost(Topics topic) {
    counter(lost, topic).increment();
  }

  private static Counter counter(Map<Topics, Counter> counters, Topics topic) {
    return Objects.requireNonNull(counters.get(topic));
  }

  private StreamPosition end(TopicPartition partition) {
    try {
      long offset =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get(POSITION_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
              .offset();
      return new StreamPosition(partition.partition(), offset);
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable(partition, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(partition, e);
    }
  }

  private static TrainyardException unavailable(TopicPartition partition, Exception cause) {
    return new TrainyardException(
        ErrorCode.KAFKA_UNAVAILABLE, "The end of " + partition + " cannot be read.", cause);
  }
}
