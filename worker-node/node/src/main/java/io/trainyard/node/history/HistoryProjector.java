package io.trainyard.node.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.messaging.KafkaClients;
import io.trainyard.node.messaging.NamedThreads;
import io.trainyard.node.metrics.MetricNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries metrics and log lines from Kafka into the runs' history, on a thread of its own. Offsets
 * are committed after the write, and a write may be repeated without effect: so nothing is lost and
 * nothing doubled, whatever ends in between. While the history does not answer it waits, and tries
 * the same records again.
 */
public final class HistoryProjector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryProjector.class);
  private static final String GROUP = "trainyard.history";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration WRITE_LIMIT = Duration.ofSeconds(30);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final List<TopicPartition> PARTITIONS =
      Stream.of(Topics.METRICS, Topics.LOGS)
          .flatMap(
              topic ->
                  IntStream.range(0, topic.partitions())
                      .mapToObj(i -> new TopicPartition(topic.topicName(), i)))
          .toList();

  private final KafkaConsumer<String, byte[]> consumer;
  private final HistorySink sink;
  private final TelemetryBatches batches;
  private final Counter written;
  private final AtomicLong lag = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private Duration wait = FIRST_WAIT;

  /**
   * @param counts says which log lines are known not to count and need not be kept
   */
  public HistoryProjector(
      KafkaClients clients, HistorySink sink, LineFilter counts, MeterRegistry meters) {
    // So many at a time as one write's limit allows.
    Map<String, Object> own = Map.of("group.id", GROUP, "max.poll.records", 500);
    this.consumer = clients.consumer("history", own);
    this.sink = sink;
    this.batches =
        new TelemetryBatches(
            counts, meters.counter(MetricNames.RECORDS_SKIPPED, "reader", "history"));
    this.written = meters.counter(MetricNames.HISTORY_WRITTEN);
    Gauge.builder(MetricNames.HISTORY_LAG, lag, AtomicLong::get).register(meters);
    this.thread = NamedThreads.daemon("history", this::run);
  }

  public void start() {
    thread.start();
  }

  /** Ends after the write under way, in at most 5 s. */
  @Override
  public void close() {
    closed.countDown();
    if (!thread.isAlive()) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      return;
    }
    consumer.wakeup();
    try {
      thread.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    consumer.assign(PARTITIONS);
    while (!isClosed()) {
      try {
        project(consumer.poll(POLL));
        measureLag();
      } catch (WakeupException | InterruptException e) {
        LOG.atDebug().log("The history's projection ends");
        break;
      } catch (KafkaException e) {
        LOG.atWarn().addKeyValue("why", e.getMessage()).log("The history's source waits for Kafka");
        pause();
      }
    }
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }

  private void project(ConsumerRecords<String, byte[]> records) {
    if (records.isEmpty()) {
      return;
    }
    TelemetryBatches.Batch batch = batches.of(records);
    while (!isClosed()) {
      if (write(batch)) {
        Map<TopicPartition, OffsetAndMetadata> next = records.nextOffsets();
        // A failed commit only means that the same is written again after a restart.
        consumer.commitAsync(next, null);
        written.increment(batch.size());
        wait = FIRST_WAIT;
        return;
      }
      measureLagOf(records);
      pause();
    }
  }

  private boolean write(TelemetryBatches.Batch batch) {
    try {
      sink.appendMetrics(batch.metrics())
          .thenCombine(sink.appendLogs(batch.lines()), (metrics, lines) -> true)
          .get(WRITE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | CompletionException | TimeoutException | TrainyardException e) {
      LOG.atWarn()
          .addKeyValue("records", batch.size())
          .addKeyValue("why", String.valueOf(e.getMessage()))
          .log("The history cannot be written just now; the records wait in Kafka");
      return false;
    }
  }

  private void pause() {
    try {
      if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atDebug().log("The history's projection ends");
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    Duration doubled = wait.multipliedBy(2);
    wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
  }

  private void measureLag() {
    lag.set(PARTITIONS.stream().mapToLong(p -> consumer.currentLag(p).orElse(0)).sum());
  }

  /** While nothing is fetched, the consumer's own figure stands still. */
  private void measureLagOf(ConsumerRecords<String, byte[]> unwritten) {
    try {
      long unread =
          consumer.endOffsets(PARTITIONS).entrySet().stream()
              .mapToLong(end -> end.getValue() - consumer.position(end.getKey()))
              .sum();
      lag.set(unread + unwritten.count());
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.atDebug().setCause(e).log("The history's lag is not known just now");
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }
}
