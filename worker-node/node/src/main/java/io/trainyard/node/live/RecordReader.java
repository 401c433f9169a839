package io.trainyard.node.live;

import io.micrometer.core.instrument.Counter;
import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.codec.RecordCodec.Decoded;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of the metrics' and logs' records that are ours and count. Written anew as JSON, so
 * that no sender's line ends reach a stream. Safe for any thread.
 */
final class RecordReader {
  private final RunStates states;
  private final Counter skipped;

  RecordReader(RunStates states, Counter skipped) {
    this.states = states;
    this.skipped = skipped;
  }

  Optional<LiveEvent> read(int place, ConsumerRecord<String, byte[]> record) {
    return Places.isMetrics(place) ? metric(place, record) : log(place, record);
  }

  private Optional<LiveEvent> metric(int place, ConsumerRecord<String, byte[]> record) {
    return ours(record, Metric.class)
        .map(m -> event(place, record, m.runId(), EventJson.METRIC, m, () -> counts(m)))
        .filter(event -> event.stillCounts().getAsBoolean());
  }

  private Optional<LiveEvent> log(int place, ConsumerRecord<String, byte[]> record) {
    return ours(record, LogLine.class)
        .map(l -> event(place, record, l.runId(), null, l, () -> counts(l, record.offset())))
        .filter(event -> event.stillCounts().getAsBoolean());
  }

  private boolean counts(Metric point) {
    return states.counting(point.runId()).metric(point.attempt(), point.iteration());
  }

  private boolean counts(LogLine line, long offset) {
    String runId = line.runId();
    Integer attempt = line.attempt();
    return runId == null || attempt == null || states.counting(runId).log(attempt, offset);
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

  private static LiveEvent event(
      int place,
      ConsumerRecord<String, byte[]> record,
      @Nullable String runId,
      @Nullable String name,
      Object value,
      BooleanSupplier stillCounts) {
    String json = EventJson.of(value);
    return new LiveEvent(
        place, record.offset() + 1, runId, record.timestamp(), name, json, false, stillCounts);
  }
}
