package io.trainyard.launcher.cli.soak;

import io.trainyard.client.stream.StreamEvent;
import io.trainyard.client.stream.StreamListener;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What the live stream of the whole yard has told: how much, with which breaks, and what of it
 * twice. Points and lines are known by what names them, whatever node sent them. Thread-safe.
 */
final class HeardYard implements StreamListener {
  private final CompletableFuture<Boolean> connected = new CompletableFuture<>();
  private final Set<String> names = new HashSet<>();
  private int events;
  private int connections;
  private int gaps;
  private int resets;
  private int doubled;

  /** The figures so far. */
  record Figures(int events, int reconnects, int gaps, int resets, int doubled) {
    /** Whether something may be missing, as the stream said itself. */
    boolean declared() {
      return gaps > 0 || resets > 0;
    }
  }

  @Override
  public synchronized void on(StreamEvent event) {
    if (event instanceof StreamEvent.Connected) {
      connections++;
      connected.complete(true);
    } else if (event instanceof StreamEvent.Refused refused) {
      connected.completeExceptionally(refused.why());
    } else if (!(event instanceof StreamEvent.Disconnected)) {
      events++;
      told(event);
    }
  }

  private void told(StreamEvent event) {
    if (event instanceof StreamEvent.Gap) {
      gaps++;
    } else if (event instanceof StreamEvent.Reset) {
      resets++;
    } else if (event instanceof StreamEvent.Point point) {
      once(name(point.metric()));
    } else if (event instanceof StreamEvent.Log log) {
      once(name(log.line()));
    }
  }

  /** After a reset things may come again: the stream has said so. */
  private void once(String name) {
    if (!names.add(name) && resets == 0) {
      doubled++;
    }
  }

  private static String name(Metric metric) {
    String kind = metric instanceof Metric.Epoch ? "e" : "i";
    return kind + metric.runId() + "/" + metric.attempt() + "/" + metric.sequence();
  }

  /** A node's own lines are counted by each of its processes, so the time belongs to the name. */
  private static String name(LogLine line) {
    return line.nodeId()
        + "/"
        + line.runId()
        + "/"
        + line.attempt()
        + "/"
        + line.sequence()
        + "/"
        + line.at();
  }

  /** Done with the first connection. */
  CompletableFuture<Boolean> connected() {
    return connected;
  }

  /** How many of these points were not heard. */
  synchronized int missing(Collection<Metric> points) {
    return Math.toIntExact(points.stream().filter(point -> !names.contains(name(point))).count());
  }

  synchronized Figures figures() {
    return new Figures(events, Math.max(0, connections - 1), gaps, resets, doubled);
  }
}
