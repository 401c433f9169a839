package io.trainyard.node.live;

import java.time.Duration;

/**
 * What streams may cost.
 *
 * @param streams how many may be open
 * @param queued events that wait for one slow client; the rest stays in Kafka
 * @param stall how long a client may take nothing before it is closed
 */
public record LiveLimits(int streams, int queued, Duration stall) {
  public static LiveLimits usual() {
    return new LiveLimits(256, 2_048, Duration.ofSeconds(30));
  }
}
