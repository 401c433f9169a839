package io.trainyard.node.master;

import io.trainyard.node.time.Timer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a probe every 2 s, one at a time: after a standstill there is one, not all that were
 * missed, for a burst of probes would make a silence of an instant look long. Belongs to one
 * thread, but for the end of a sending.
 */
final class Prober {
  private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
  static final Duration INTERVAL = Duration.ofSeconds(2);

  private final String masterId;
  private final ProbeSender sender;
  private final Timer timer;
  private volatile boolean underWay;
  private long number;
  private long sentAt;

  Prober(String masterId, ProbeSender sender, Timer timer) {
    this.masterId = masterId;
    this.sender = sender;
    this.timer = timer;
  }

  /** Sends one if it is time. */
  void tick(long foldedOffset) {
    long now = timer.nanoTime();
    if (underWay || (number > 0 && now - sentAt < INTERVAL.toNanos())) {
      return;
    }
    underWay = true;
    sentAt = now;
    number++;
    var unused =
        sender
            .send(masterId, number, foldedOffset)
            .whenComplete(
                (sent, failure) -> {
                  underWay = false;
                  if (failure != null) {
                    LOG.atWarn().log("a probe was not sent: {}", failure.getMessage());
                  }
                });
  }
}
