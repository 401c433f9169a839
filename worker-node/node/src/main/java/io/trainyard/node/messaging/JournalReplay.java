package io.trainyard.node.messaging;

import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.run.Entry;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal once from its beginning, by a consumer of its own. Blocking; each call on the
 * thread that makes it.
 */
public final class JournalReplay {
  private static final TopicPartition JOURNAL = new TopicPartition(Topics.JOURNAL.topicName(), 0);
  private static final Duration POLL = Duration.ofMillis(200);

  /** So long no record may come before the reading is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaClients clients;
  private final LongSupplier nanos;

  public JournalReplay(KafkaClients clients, LongSupplier nanos) {
    this.clients = clients;
    this.nanos = nanos;
  }

  /** Hears of every record in the journal's order. */
  public interface Listener {
    void entry(Entry entry);

    /** A record that is not ours, or that this version cannot read. */
    void skipped(long offset);
  }

  /** Something that can be read from its beginning. */
  @FunctionalInterface
  public interface Source {
    /** Tells all records up to and with this offset. */
    void replay(long last, Listener listener);
  }

  /**
   * Tells all records up to and with this offset, which must have been written.
   *
   * @throws TrainyardException KAFKA_UNAVAILABLE when no record has come for 30 s
   */
  public void replay(long last, Listener listener) {
    try (KafkaConsumer<String, byte[]> consumer = clients.reader("audit")) {
      consumer.assign(List.of(JOURNAL));
      consumer.seekToBeginning(List.of(JOURNAL));
      read(consumer, last, listener);
    } catch (KafkaException e) {
      throw unavailable(e.getMessage(), e);
    }
  }

  private void read(KafkaConsumer<String, byte[]> consumer, long last, Listener listener) {
    long told = -1;
    long newest = nanos.getAsLong();
    while (told < last) {
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        newest = nanos.getAsLong();
      } else if (nanos.getAsLong() - newest > PATIENCE.toNanos()) {
        throw unavailable("nothing has come after offset " + told, null);
      }
      for (ConsumerRecord<String, byte[]> record : records) {
        if (record.offset() <= last) {
          tell(record, listener);
        }
        told = record.offset();
      }
    }
  }

  private static void tell(ConsumerRecord<String, byte[]> record, Listener listener) {
    if (JournalRecords.decode(record) instanceof RecordCodec.Decoded.Ours<JournalEvent> ours) {
      listener.entry(JournalRecords.entry(record, ours.value()));
    } else {
      listener.skipped(record.offset());
    }
  }

  private static TrainyardException unavailable(@Nullable String why, @Nullable Throwable cause) {
    return new TrainyardException(
        ErrorCode.KAFKA_UNAVAILABLE, "The journal cannot be read anew: " + why + ".", cause);
  }
}
