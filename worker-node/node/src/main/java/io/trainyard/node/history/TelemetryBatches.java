package io.trainyard.node.history;

import io.micrometer.core.instrument.Counter;
import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.codec.RecordCodec.Decoded;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.contract.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;

/** Sorts records into what the history keeps; what is not ours is counted and skipped. */
final class TelemetryBatches {
  private final LineFilter counts;
  private final Counter skipped;

  TelemetryBatches(LineFilter counts, Counter skipped) {
    this.counts = counts;
    this.skipped = skipped;
  }

  record Batch(List<Metric> metrics, List<LogLine> lines) {
    int size() {
      return metrics.size() + lines.size();
    }
  }

  Batch of(ConsumerRecords<String, byte[]> records) {
    List<Metric> metrics = new ArrayList<>();
    List<LogLine> lines = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      if (record.topic().equals(Topics.METRICS.topicName())) {
        ours(record, Metric.class).ifPresent(metrics::add);
      } else {
        ours(record, LogLine.class)
            .filter(line -> isKept(line, record.offset()))
            .ifPresent(lines::add);
      }
    }
    return new Batch(metrics, lines);
  }

  /** A node's own lines belong to no run's history. */
  private boolean isKept(LogLine line, long offset) {
    String runId = line.runId();
    Integer attempt = line.attempt();
    return runId != null && (attempt == null || counts.counts(runId, attempt, offset));
  }

  private <T> Optional<T> ours(ConsumerRecord<String, byte[]> record, Class<T> type) {
    Header header = record.headers().lastHeader(RecordCodec.HEADER);
    Decoded<T> decoded =
        RecordCodec.decode(header == null ? null : header.value(), record.value(), type);
    if (decoded instanceof Decoded.Ours<T> ours) {
      return Optional.of(ours.value());
    }
    skipped.increment();
    return Optional.empty();
  }
}
