package io.trainyard.node.messaging;

import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears every heartbeat from now on, on one thread of its own. */
public final class HeartbeatReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeartbeatReader.class);
  private static final TopicPartition TOPIC = new TopicPartition(Topics.HEARTBEATS.topicName(), 0);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final KafkaConsumer<String, byte[]> consumer;
  private final BiConsumer<Heartbeat, Instant> listener;
  private final Thread thread;
  private volatile boolean closed;

  /** The listener is called on the reader's thread with each heartbeat and when it was written. */
  public HeartbeatReader(KafkaClients clients, BiConsumer<Heartbeat, Instant> listener) {
    this.consumer = clients.reader("heartbeats");
    this.listener = listener;
    this.thread = NamedThreads.daemon("heartbeat-read", this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    consumer.assign(List.of(TOPIC));
    consumer.seekToEnd(List.of(TOPIC));
    while (!closed) {
      try {
        consumer.poll(POLL).forEach(this::hear);
      } catch (WakeupException | InterruptException e) {
        LOG.debug("heartbeat reading was interrupted to close");
      } catch (KafkaException e) {
        LOG.atWarn().setCause(e).log("heartbeats cannot be read just now; trying again");
      }
    }
    consumer.close(CloseOptions.timeout(CLOSE));
  }

  private void hear(ConsumerRecord<String, byte[]> record) {
    Header header = record.headers().lastHeader(RecordCodec.HEADER);
    var decoded =
        RecordCodec.decode(header == null ? null : header.value(), record.value(), Heartbeat.class);
    if (decoded instanceof RecordCodec.Decoded.Ours<Heartbeat> ours) {
      listener.accept(ours.value(), Instant.ofEpochMilli(record.timestamp()));
    } else {
      LOG.atDebug().addKeyValue("offset", record.offset()).log("skipped a foreign heartbeat");
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
  }
}
