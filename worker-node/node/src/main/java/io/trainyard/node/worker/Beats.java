package io.trainyard.node.worker;

import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.messaging.NamedThreads;
import io.trainyard.node.messaging.RecordSender;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a heartbeat every 2 s and at each change; the newest only, none is queued behind another.
 */
final class Beats implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Beats.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final RecordSender sender;
  private final Supplier<Heartbeat.OfWorker> heartbeat;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> NamedThreads.daemon("heartbeat", task));
  private final AtomicBoolean underWay = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();

  Beats(RecordSender sender, Supplier<Heartbeat.OfWorker> heartbeat) {
    this.sender = sender;
    this.heartbeat = heartbeat;
  }

  void start() {
    var unused =
        timer.scheduleAtFixedRate(this::beat, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Something has changed: the next heartbeat goes out at once. */
  void now() {
    try {
      timer.execute(
          () -> {
            again.set(true);
            beat();
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("no heartbeat after the end");
    }
  }

  private void beat() {
    if (!underWay.compareAndSet(false, true)) {
      return;
    }
    again.set(false);
    Heartbeat.OfWorker beat = heartbeat.get();
    var unused =
        sender
            .send(Topics.HEARTBEATS, 0, beat.owner().workerId(), beat)
            .whenComplete((metadata, failure) -> sent(failure));
  }

  private void sent(@org.jspecify.annotations.Nullable Throwable failure) {
    underWay.set(false);
    if (failure != null) {
      LOG.atWarn().log("a heartbeat was not sent: {}", failure.getMessage());
    }
    if (again.get()) {
      now();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    sender.close();
  }
}
