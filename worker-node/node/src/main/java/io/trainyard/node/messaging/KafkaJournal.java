package io.trainyard.node.messaging;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.snapshot.Snapshots;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The journal in Kafka's one-partition topic. {@code send} may block while Kafka is away, so
 * appends go through a thread of their own; folding has another, see {@link JournalReader}.
 */
public final class KafkaJournal implements Journal, JournalEnd, AutoCloseable {
  private static final TopicPartition JOURNAL = new TopicPartition(Topics.JOURNAL.topicName(), 0);
  private static final Duration DELIVERY = Duration.ofSeconds(8);

  /** A send can stay undecided beyond its delivery timeout while the brokers' quorum is gone. */
  private static final Duration LIMIT = Duration.ofSeconds(9);

  private final RecordSender sender;
  private final JournalReader reader;
  private final Admin admin;

  /** Folds from the journal's beginning. */
  public KafkaJournal(KafkaClients clients) {
    this(clients, null);
  }

  /** Folds from where the snapshot ends that these have, and keeps them up to date. */
  public KafkaJournal(KafkaClients clients, @Nullable Snapshots snapshots) {
    this.sender = new RecordSender(clients.producer("journal", DELIVERY), "journal-append");
    this.reader = new JournalReader(clients.reader("journal-fold"), snapshots);
    this.admin = clients.admin("journal-end");
  }

  /** Folds what is there already, then goes on folding. */
  public CompletableFuture<RunBook> start() {
    return reader.start();
  }

  @Override
  public CompletableFuture<Read> propose(JournalEvent event) {
    String key = event instanceof RunEvent ofRun ? ofRun.runId() : null;
    return sender
        .send(Topics.JOURNAL, 0, key, event)
        .thenCompose(metadata -> reader.read(metadata.offset()))
        .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            e ->
                CompletableFuture.failedFuture(
                    new JournalException("Kafka did not acknowledge the event in time", e)));
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

  /** By a client of its own: the one that folds waits for records when it is asked. */
  @Override
  public CompletableFuture<Long> ask() {
    return admin
        .listOffsets(Map.of(JOURNAL, OffsetSpec.latest()))
        .partitionResult(JOURNAL)
        .toCompletionStage()
        .thenApply(ListOffsetsResult.ListOffsetsResultInfo::offset)
        .toCompletableFuture();
  }

  @Override
  public boolean needsUpgrade() {
    return reader.needsUpgrade();
  }

  /** How many records of the journal are known and not folded yet. */
  public long lag() {
    return reader.lag();
  }

  @Override
  public void close() {
    sender.close();
    reader.close();
    admin.close(Duration.ZERO);
  }
}
