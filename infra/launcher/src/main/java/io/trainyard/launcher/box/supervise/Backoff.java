package io.trainyard.launcher.box.supervise;

import java.time.Duration;

/**
 * How long to wait before a service that died is started again: 1 s doubling to 30 s, from the
 * beginning once it has served for a minute.
 *
 * @param deaths in a row, 0 at first
 */
record Backoff(int deaths) {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 5;

  static Backoff none() {
    return new Backoff(0);
  }

  /**
   * @param served how long it had been up; zero if it never was
   */
  Backoff afterDeath(Duration served) {
    return new Backoff(served.compareTo(SETTLED) >= 0 ? 1 : deaths + 1);
  }

  Duration delay() {
    if (deaths == 0) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(deaths - 1, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
