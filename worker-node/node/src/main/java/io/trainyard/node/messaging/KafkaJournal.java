package io.trainyard.node.messaging;

import io.trainyard.contract.codec.Json;
import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.run.RunBook;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The journal in Kafka's one-partition topic. {@code send} may block while Kafka is away, so
 * appends go through a thread of their own; folding has another, see {@link JournalReader}.
 */
public final class KafkaJournal implements Journal, AutoCloseable {
  private static final Duration DELIVERY = Duration.ofSeconds(8);

  /** A send can stay undecided beyond its delivery timeout while the brokers' quorum is gone. */
  private static final Duration LIMIT = Duration.ofSeconds(9);

  private final KafkaProducer<String, byte[]> producer;
  private final ExecutorService appender;
  private final JournalReader reader;

  public KafkaJournal(KafkaClients clients) {
    this.producer = clients.producer("journal", DELIVERY);
    this.appender =
        Executors.newSingleThreadExecutor(task -> NamedThreads.daemon("journal-append", task));
    this.reader = new JournalReader(clients.reader("journal-fold"));
  }

  /** Folds what is there already, then goes on folding. */
  public CompletableFuture<RunBook> start() {
    return reader.start();
  }

  @Override
  public CompletableFuture<Read> propose(JournalEvent event) {
    CompletableFuture<Long> appended = new CompletableFuture<>();
    try {
      appender.execute(() -> append(event, appended));
    } catch (RejectedExecutionException e) {
      appended.completeExceptionally(e);
    }
    return appended
        .thenCompose(reader::read)
        .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            e ->
                CompletableFuture.failedFuture(
                    new JournalException("Kafka did not acknowledge the event in time", e)));
  }

  private void append(JournalEvent event, CompletableFuture<Long> appended) {
    String key = event instanceof RunEvent ofRun ? ofRun.runId() : null;
    try {
      producer.send(
          record(key, event),
          (metadata, failure) -> {
            if (failure == null) {
              appended.complete(metadata.offset());
            } else {
              appended.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException e) {
      appended.completeExceptionally(e);
    }
  }

  private static ProducerRecord<String, byte[]> record(@Nullable String key, JournalEvent event) {
    return new ProducerRecord<>(
        Topics.JOURNAL.topicName(),
        0,
        key,
        Json.bytes(event),
        List.of(new RecordHeader(RecordCodec.HEADER, RecordCodec.headerValue())));
  }

  @Override
  public RunBook book() {
    return reader.book();
  }

  @Override
  public CompletableFuture<RunBook> folded(long offset) {
    return reader.folded(offset);
  }

  @Override
  public void listen(Listener listener) {
    reader.listen(listener);
  }

  @Override
  public boolean needsUpgrade() {
    return reader.needsUpgrade();
  }

  @Override
  public void close() {
    appender.shutdownNow();
    producer.close(Duration.ofSeconds(2));
    reader.close();
  }
}
