package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;

/** What a fault cost, as one line of the test's output and against what was promised. */
final class Measured {
  private final String fault;

  Measured(String fault) {
    this.fault = fault;
  }

  /** A moment from which time is counted. */
  static long now() {
    return System.nanoTime();
  }

  static Duration since(long moment) {
    return Duration.ofNanos(System.nanoTime() - moment);
  }

  /** Says what was measured. */
  void say(String what, Object value) {
    System.out.printf(Locale.ROOT, "FAULT %s: %s: %s%n", fault, what, value);
  }

  /** Says it, and fails if it took longer than promised. */
  void within(String what, Duration measured, Duration limit) {
    String text =
        String.format(Locale.ROOT, "%.1f s (<= %d s)", seconds(measured), limit.toSeconds());
    say(what, text);
    assertThat(measured).as("%s: %s", fault, what).isLessThanOrEqualTo(limit);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
