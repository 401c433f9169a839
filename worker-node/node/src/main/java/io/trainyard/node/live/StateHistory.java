package io.trainyard.node.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The newest state changes, of which streams that begin or resume are told. Safe for any thread.
 */
final class StateHistory {
  private static final int KEPT = 20_000;

  private final Deque<LiveEvent> events = new ArrayDeque<>();
  private final Set<String> ended = new HashSet<>();
  private long next;
  private long completeFrom;

  synchronized void add(List<LiveEvent> change) {
    for (LiveEvent event : change) {
      events.addLast(event);
      next = event.next();
      if (event.endsRun() && event.runId() != null) {
        ended.add(event.runId());
      }
    }
    while (events.size() > KEPT) {
      completeFrom = events.removeFirst().next();
    }
  }

  /** Begins after changes that were told nowhere here. */
  synchronized void begin(long first, Set<String> alreadyEnded) {
    next = first;
    completeFrom = first;
    ended.addAll(alreadyEnded);
  }

  /** From where on, at the journal's place, all changes are kept. */
  synchronized long completeFrom() {
    return completeFrom;
  }

  /** Whether the run's last change has been told here. */
  synchronized boolean hasEnded(String runId) {
    return ended.contains(runId);
  }

  /**
   * What the scope shows of the changes after this point of the journal.
   *
   * @param next a cursor's place once all of them were told
   * @param complete false when older ones are no longer kept
   */
  record Since(List<LiveEvent> events, long next, boolean complete) {}

  synchronized Since since(Scope scope, long cursor) {
    List<LiveEvent> after =
        events.stream().filter(e -> e.next() > cursor && scope.shows(e)).toList();
    return new Since(after, Math.max(next, cursor), cursor >= completeFrom);
  }
}
