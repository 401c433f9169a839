package io.trainyard.node.messaging;

import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.node.run.Entry;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Turns the journal's records into entries, the same way for everyone who folds it. */
final class JournalRecords {
  private JournalRecords() {}

  static RecordCodec.Decoded<JournalEvent> decode(ConsumerRecord<String, byte[]> record) {
    Header header = record.headers().lastHeader(RecordCodec.HEADER);
    return RecordCodec.decode(
        header == null ? null : header.value(), record.value(), JournalEvent.class);
  }

  static Entry entry(ConsumerRecord<String, byte[]> record, JournalEvent event) {
    return new Entry(record.offset(), Instant.ofEpochMilli(record.timestamp()), event);
  }
}
