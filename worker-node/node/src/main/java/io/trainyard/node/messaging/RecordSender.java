package io.trainyard.node.messaging;

import io.trainyard.contract.codec.Json;
import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Sends our records without ever blocking the caller: {@code KafkaProducer.send} may block while
 * Kafka is away, so it is called on a thread of the sender's own. Safe for use by any thread.
 */
public final class RecordSender implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final KafkaProducer<String, byte[]> producer;
  private final ExecutorService thread;

  /** The producer becomes the sender's own: it is closed with it. */
  public RecordSender(KafkaProducer<String, byte[]> producer, String threadName) {
    this.producer = producer;
    this.thread = Executors.newSingleThreadExecutor(task -> NamedThreads.daemon(threadName, task));
  }

  /** Sends; the result is where Kafka put it, or its failure. */
  public CompletableFuture<RecordMetadata> send(
      Topics topic, @Nullable Integer partition, @Nullable String key, Object value) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            topic.topicName(),
            partition,
            key,
            Json.bytes(value),
            List.of(new RecordHeader(RecordCodec.HEADER, RecordCodec.headerValue())));
    try {
      thread.execute(() -> send(record, sent));
    } catch (RejectedExecutionException e) {
      sent.completeExceptionally(e);
    }
    return sent;
  }

  private void send(ProducerRecord<String, byte[]> record, CompletableFuture<RecordMetadata> sent) {
    try {
      var unused =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  sent.complete(metadata);
                } else {
                  sent.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      sent.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    producer.close(CLOSE);
  }
}
