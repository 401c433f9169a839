package io.trainyard.launcher.cli.bench;

import io.trainyard.client.stream.RunChange;
import io.trainyard.client.stream.StreamEvent;
import io.trainyard.client.stream.StreamListener;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.telemetry.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * What a run's live stream has told, and when. A point older than the connection is history, not
 * live: it counts for the accuracies only. Thread-safe.
 */
final class Heard implements StreamListener {
  private final Clock clock;
  private final LongSupplier nanos;
  private final CompletableFuture<Long> running = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final List<Double> delays = new ArrayList<>();
  private final TreeMap<Integer, Double> accuracies = new TreeMap<>();
  private Instant connected = Instant.MAX;
  private int attempt;

  Heard(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public void on(StreamEvent event) {
    Instant now = clock.instant();
    if (event instanceof StreamEvent.Connected) {
      connected(now);
    } else if (event instanceof StreamEvent.Change change) {
      changed(change.change());
    } else if (event instanceof StreamEvent.Point point) {
      point(point.metric(), now);
    } else if (event instanceof StreamEvent.End) {
      ended.complete(true);
    } else if (event instanceof StreamEvent.Refused refused) {
      running.completeExceptionally(refused.why());
      ended.completeExceptionally(refused.why());
    }
  }

  /** The monotonic time at which RUNNING was heard; fails when the run ends before. */
  CompletableFuture<Long> running() {
    return running;
  }

  /** Completes at the stream's end. */
  CompletableFuture<Boolean> ended() {
    return ended;
  }

  /** Milliseconds from each live point's taking to its hearing. */
  synchronized List<Double> delays() {
    return List.copyOf(delays);
  }

  /** Validation accuracies of the last attempt by epoch, 0 to 1. */
  synchronized List<Double> accuracies() {
    return List.copyOf(accuracies.values());
  }

  private synchronized void connected(Instant now) {
    connected = now;
  }

  private void changed(RunChange change) {
    if (change.state() == RunState.RUNNING) {
      running.complete(nanos.getAsLong());
    } else if (change.state().isTerminal()) {
      String told = "Run " + change.runId() + " is " + change.state() + ": " + change.reason();
      running.completeExceptionally(new TrainyardException(ErrorCode.INTERNAL, told));
    }
  }

  private synchronized void point(Metric metric, Instant now) {
    if (metric.attempt() > attempt) {
      attempt = metric.attempt();
      accuracies.clear();
    }
    if (metric.at().isAfter(connected)) {
      delays.add(Duration.between(metric.at(), now).toNanos() / 1e6);
    }
    if (metric instanceof Metric.Epoch epoch && metric.attempt() == attempt) {
      Double accuracy = epoch.validationAccuracy();
      if (accuracy != null) {
        accuracies.put(epoch.epoch(), accuracy);
      }
    }
  }
}
