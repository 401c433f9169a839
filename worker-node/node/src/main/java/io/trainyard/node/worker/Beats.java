package io.trainyard.node.worker;

import io.trainyard.contract.telemetry.Heartbeat;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a heartbeat every 2 s and at each change; the newest only, none is queued behind another.
 * On the worker's thread, but for {@link #now}.
 */
final class Beats {
  static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Beats.class);

  private final Turns turns;
  private final HeartbeatSender sender;
  private final Supplier<Heartbeat.OfWorker> heartbeat;
  private boolean underWay;
  private boolean again;

  Beats(Turns turns, HeartbeatSender sender, Supplier<Heartbeat.OfWorker> heartbeat) {
    this.turns = turns;
    this.sender = sender;
    this.heartbeat = heartbeat;
  }

  void start() {
    turns.every(INTERVAL, this::beat);
  }

  /** Something has changed: the next heartbeat goes out at once. Any thread may call. */
  void now() {
    turns.next(
        () -> {
          again = underWay;
          beat();
        });
  }

  private void beat() {
    if (underWay) {
      return;
    }
    underWay = true;
    turns.when(
        sender.send(heartbeat.get()),
        sent -> done(),
        failure -> {
          LOG.atWarn().log("a heartbeat was not sent: {}", failure.getMessage());
          done();
        });
  }

  private void done() {
    underWay = false;
    if (again) {
      again = false;
      beat();
    }
  }
}
