package io.trainyard.launcher.cli.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as people read them, in the clock's zone. */
public record Moment(Clock clock) {
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  /** {@code 2026-11-23 21:14:02 (3 min ago)}. */
  public String full(Instant at) {
    return FULL.format(at.atZone(zone())) + " (" + ago(at) + ")";
  }

  public String time(Instant at) {
    return TIME.format(at.atZone(zone()));
  }

  /** How long ago, in the largest unit that says something. */
  public String ago(Instant at) {
    Duration age = Duration.between(at, clock.instant());
    if (age.toSeconds() < 2) {
      return "just now";
    }
    if (age.toMinutes() < 1) {
      return age.toSeconds() + " s ago";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min ago";
    }
    return age.toDays() < 2 ? age.toHours() + " h ago" : age.toDays() + " days ago";
  }

  private ZoneId zone() {
    return clock.getZone();
  }
}
