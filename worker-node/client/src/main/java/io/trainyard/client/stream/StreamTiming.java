package io.trainyard.client.stream;

import java.time.Duration;

/**
 * How patient a stream is.
 *
 * @param stall a connection without a byte, heartbeats included, for this long is dead
 * @param firstDelay before the first reconnection, unless the server asks for another
 * @param longestDelay where doubling ends
 */
public record StreamTiming(Duration stall, Duration firstDelay, Duration longestDelay) {
  public static final StreamTiming USUAL =
      new StreamTiming(Duration.ofSeconds(45), Duration.ofMillis(500), Duration.ofSeconds(15));

  /** The delay before the n-th try in a row that failed, counted from 1. */
  Duration delay(Duration first, int failures) {
    long doubled = first.toMillis() << Math.min(Math.max(failures - 1, 0), 20);
    return doubled > longestDelay.toMillis() ? longestDelay : Duration.ofMillis(doubled);
  }
}
