package io.trainyard.node.messaging;

import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.cluster.KafkaStatus;
import io.trainyard.contract.cluster.TestRecord;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.service.KafkaProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at Kafka through an admin client and one producer of its own. Safe for any thread. */
public final class KafkaAdminProbe implements KafkaProbe, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaAdminProbe.class);
  private static final Duration LIMIT = Duration.ofMillis(4_500);
  private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(4);
  private static final int TEST_RECORDS_WAITING = 16;

  private final KafkaClients clients;
  private final String nodeId;
  private final Clock clock;
  private final Admin admin;
  private final ExecutorService testSender;
  // Touched by the test sender's thread alone.
  private @Nullable KafkaProducer<String, byte[]> producer;

  public KafkaAdminProbe(KafkaClients clients, String nodeId, Clock clock) {
    this.clients = clients;
    this.nodeId = nodeId;
    this.clock = clock;
    this.admin = clients.admin("probe");
    this.testSender =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(TEST_RECORDS_WAITING),
            task -> {
              Thread thread = new Thread(task, "kafka-test-sender");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public KafkaStatus status() {
    KafkaInquiry inquiry = new KafkaInquiry(admin, System.nanoTime() + LIMIT.toNanos());
    try {
      return inquiry.answer();
    } catch (ExecutionException | TimeoutException e) {
      LOG.atDebug().setCause(e).log("Kafka does not answer");
      return down("Kafka gives no answer at " + clients.bootstrap() + " (" + reason(e) + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return down("The question was broken off");
    }
  }

  @Override
  public TestRecord sendTestRecord() {
    Future<TestRecord> sending;
    try {
      sending = testSender.submit((Callable<TestRecord>) this::send);
    } catch (RejectedExecutionException e) {
      throw new TrainyardException(ErrorCode.BUSY, "Too many test records wait already.", e);
    }
    try {
      return sending.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      sending.cancel(true);
      throw new TrainyardException(
          ErrorCode.KAFKA_UNAVAILABLE, "The test record was not acknowledged: " + reason(e), e);
    } catch (InterruptedException e) {
      sending.cancel(true);
      Thread.currentThread().interrupt();
      throw new TrainyardException(ErrorCode.KAFKA_UNAVAILABLE, "Sending was broken off.", e);
    }
  }

  @Override
  public void close() {
    testSender.execute(
        () -> {
          if (producer != null) {
            producer.close(Duration.ZERO);
          }
        });
    testSender.shutdown();
    admin.close(Duration.ZERO);
  }

  private TestRecord send() throws ExecutionException, InterruptedException {
    if (producer == null) {
      producer = clients.producer("test", DELIVERY_LIMIT);
    }
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            Topics.TEST.topicName(),
            Json.bytes(Map.of("nodeId", nodeId, "at", clock.instant().toString())));
    record.headers().add(RecordCodec.HEADER, RecordCodec.headerValue());
    long began = System.nanoTime();
    RecordMetadata at = Objects.requireNonNull(producer).send(record).get();
    double millis = (System.nanoTime() - began) / 1e6;
    return new TestRecord("sent", at.topic(), at.partition(), at.offset(), millis);
  }

  private static KafkaStatus down(String why) {
    return new KafkaStatus(Health.State.DOWN, List.of(), null, List.of(), 0, null, why);
  }

  private static String reason(Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    return cause.getMessage() == null ? "no answer in time" : cause.getMessage();
  }
}
