package io.trainyard.node.live;

import io.trainyard.node.messaging.KafkaClients;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what lies between two cursors. For one thread at a time; knows Kafka's exceptions only. */
final class PastReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long CHUNK_NANOS = Duration.ofSeconds(4).toNanos();
  private static final int PER_CHUNK = 2_000;
  private static final int LEAST_PER_PLACE = 100;

  private final RecordReader records;
  private final KafkaConsumer<String, byte[]> consumer;

  PastReader(KafkaClients clients, RecordReader records) {
    this.records = records;
    this.consumer =
        clients.consumer(
            "live-past",
            Map.of("auto.offset.reset", "none", "max.partition.fetch.bytes", 512 * 1024));
  }

  /** Where Kafka's records of these places begin and end. */
  Bounds bounds(List<Integer> places) {
    List<TopicPartition> asked = places.stream().map(Places::partition).toList();
    // The consumer warns of offsets of what it is not assigned to.
    consumer.assign(asked);
    return new Bounds(cursor(consumer.beginningOffsets(asked)), cursor(consumer.endOffsets(asked)));
  }

  record Bounds(Cursor first, Cursor end) {}

  /** Records of one place, read in order up to {@code next}. */
  record Stretch(Deque<Item> items, boolean complete, long next) {}

  /** A record: its event, if it has one to tell, and what a cursor holds after it. */
  record Item(long at, long next, Optional<LiveEvent> event) {}

  /** Reads some of each place, at least one record of each that has any before the target. */
  Map<Integer, Stretch> read(List<Integer> places, Cursor from, Cursor target) {
    List<Integer> open =
        new ArrayList<>(places.stream().filter(p -> from.at(p) < target.at(p)).toList());
    Map<Integer, Deque<Item>> items = new HashMap<>();
    open.forEach(place -> items.put(place, new ArrayDeque<>()));
    List<Integer> asked = List.copyOf(open);
    consumer.assign(asked.stream().map(Places::partition).toList());
    consumer.resume(consumer.assignment());
    asked.forEach(place -> consumer.seek(Places.partition(place), from.at(place)));
    int enough = Math.max(LEAST_PER_PLACE, PER_CHUNK / Math.max(1, asked.size()));
    long deadline = System.nanoTime() + CHUNK_NANOS;
    while (!open.isEmpty() && System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        add(record, items, target);
      }
      open.removeIf(place -> of(items, place).size() >= enough || reaches(place, target));
      asked.stream().filter(p -> !open.contains(p)).forEach(this::pause);
    }
    Map<Integer, Stretch> stretches = new HashMap<>();
    for (Integer place : asked) {
      stretches.put(place, new Stretch(of(items, place), reaches(place, target), target.at(place)));
    }
    return stretches;
  }

  private void add(
      ConsumerRecord<String, byte[]> record, Map<Integer, Deque<Item>> items, Cursor target) {
    int place = Places.of(new TopicPartition(record.topic(), record.partition()));
    if (record.offset() < target.at(place)) {
      of(items, place)
          .add(new Item(record.timestamp(), record.offset() + 1, records.read(place, record)));
    }
  }

  private static Deque<Item> of(Map<Integer, Deque<Item>> items, int place) {
    return Objects.requireNonNull(items.get(place));
  }

  private boolean reaches(int place, Cursor target) {
    return consumer.position(Places.partition(place)) >= target.at(place);
  }

  private void pause(int place) {
    consumer.pause(List.of(Places.partition(place)));
  }

  private static Cursor cursor(Map<TopicPartition, Long> offsets) {
    Cursor cursor = Cursor.zero();
    offsets.forEach((partition, offset) -> cursor.set(Places.of(partition), offset));
    return cursor;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
