package io.trainyard.node.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Since when each master has been up, awake, in reach of the brokers and abreast of the journal.
 */
final class Standing {
  /** So much later than it is true something may be known here, in nanoseconds. */
  static final long GRAIN = Duration.ofMillis(500).toNanos();

  /** An interruption of less need not begin any count anew. */
  private static final long SHORT = Duration.ofMillis(5_500).toNanos();

  private static final long NEVER = Long.MAX_VALUE;

  private final Yard yard;
  private final Map<String, Long> since = new HashMap<>();
  private final Map<String, Long> firmSince = new HashMap<>();
  private final Map<String, Long> seenAt = new HashMap<>();

  Standing(Yard yard) {
    this.yard = yard;
    look();
  }

  private void look() {
    long now = yard.time().now();
    for (MasterHost master : yard.masters()) {
      String id = master.id();
      if (!master.stands()) {
        since.remove(id);
      } else {
        since.putIfAbsent(id, now);
        if (now - seenAt.getOrDefault(id, -SHORT) >= SHORT) {
          firmSince.put(id, now);
        }
        seenAt.put(id, now);
      }
    }
    yard.time().after(Duration.ofNanos(GRAIN), this::look);
  }

  /** Nanoseconds for which some master has stood without a break; negative where none does. */
  long unbroken() {
    return yard.time().now() - since.values().stream().min(Long::compare).orElse(NEVER);
  }

  /** Nanoseconds since some master last had a break long enough to begin its counts anew. */
  long withoutGap() {
    return yard.time().now() - firmSince.values().stream().min(Long::compare).orElse(NEVER);
  }
}
