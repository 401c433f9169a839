package io.trainyard.faults;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.stream.EventStream;
import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.telemetry.Metric;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Follows a run's live stream as a client does and notes what it was told. */
final class StreamWatch implements AutoCloseable {
  private static final Duration LAST_WORDS = Duration.ofSeconds(60);

  private final List<Metric> points = new CopyOnWriteArrayList<>();
  private final AtomicInteger gaps = new AtomicInteger();
  private final AtomicInteger breaks = new AtomicInteger();
  private final EventStream stream;

  StreamWatch(TrainyardClient client, String run) {
    this.stream = client.stream(run, this::on);
  }

  private void on(StreamEvent event) {
    if (event instanceof StreamEvent.Point point) {
      points.add(point.metric());
    } else if (event instanceof StreamEvent.Gap || event instanceof StreamEvent.Reset) {
      gaps.incrementAndGet();
    } else if (event instanceof StreamEvent.Disconnected) {
      breaks.incrementAndGet();
    }
  }

  /** Every point, in the order in which it came. */
  List<Metric> points() {
    return points;
  }

  /** How often the stream said that something is missing or comes anew. */
  int gaps() {
    return gaps.get();
  }

  /** How often the connection broke. */
  int breaks() {
    return breaks.get();
  }

  /** Waits for the stream's end, which follows the run's. */
  boolean ended() {
    try {
      return stream.awaitEnd(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
