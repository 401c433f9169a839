package io.trainyard.node.master;

import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Reasons;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Owners that did not stop in time though they were asked to. Time is probe time: while this master
 * or the broker stands still nobody is late. Belongs to one thread.
 */
final class Overdue {
  static final Duration CANCEL_LIMIT = Duration.ofSeconds(15);
  static final Duration PAUSE_LIMIT = Duration.ofSeconds(60);

  private final Liveness liveness;
  private final Map<String, Asked> asked = new HashMap<>();

  private record Asked(int attempt, Phase.Intent intent, Liveness.Since since) {
    boolean isAlike(Asked other) {
      return attempt == other.attempt
          && intent == other.intent
          && since.span() == other.since.span();
    }
  }

  Overdue(Liveness liveness) {
    this.liveness = liveness;
  }

  /** Forgets all runs but these. */
  void retain(Collection<String> runIds) {
    asked.keySet().retainAll(runIds);
  }

  /** Why the attempt is to be taken from its owner, if it is. */
  Optional<String> find(String runId, Phase.Owned owned) {
    if (owned.intent() == Phase.Intent.GO_ON) {
      asked.remove(runId);
      return Optional.empty();
    }
    Asked now = new Asked(owned.attempt(), owned.intent(), liveness.now());
    Asked first = asked.merge(runId, now, (old, next) -> old.isAlike(next) ? old : next);
    Duration passed = liveness.passedSince(first.since());
    return switch (owned.intent()) {
      case CANCEL -> late(passed, CANCEL_LIMIT, Reasons.CANCEL_TIMEOUT);
      case PAUSE -> late(passed, PAUSE_LIMIT, Reasons.PAUSE_TIMEOUT);
      case GO_ON -> Optional.empty();
    };
  }

  private static Optional<String> late(Duration passed, Duration limit, String why) {
    // Counting began at the last probe before the request was seen.
    return passed.compareTo(limit.plus(Prober.INTERVAL)) >= 0 ? Optional.of(why) : Optional.empty();
  }
}
