package io.trainyard.node.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hands each new event to every stream that shows it, and remembers the newest so that a stream can
 * join without a gap. Safe for any thread; holds its lock only for work in memory.
 */
final class Fanout {
  private static final int REMEMBERED = 8_192;

  private final Deque<LiveEvent> recent = new ArrayDeque<>();
  private final long[] reached = new long[Places.COUNT];
  // All that came at a place from here on is in recent.
  private final long[] rememberedFrom = new long[Places.COUNT];
  private final Set<LiveSubscription> live = new LinkedHashSet<>();
  private boolean positioned;

  /** The tail begins here: what it may have missed, streams must read for themselves. */
  synchronized void beginAt(Cursor tail) {
    recent.removeIf(event -> event.place() != Places.JOURNAL);
    for (int place = Places.JOURNAL + 1; place < Places.COUNT; place++) {
      reached[place] = tail.at(place);
      rememberedFrom[place] = tail.at(place);
    }
    positioned = true;
    List<LiveSubscription> all = new ArrayList<>(live);
    live.clear();
    all.forEach(LiveSubscription::fallBehind);
  }

  /** What came at a place before this is told nowhere here. */
  synchronized void beginAt(int place, long next) {
    reached[place] = next;
    rememberedFrom[place] = next;
  }

  /** An event was read. */
  synchronized void tell(LiveEvent event) {
    if (event.place() != Places.JOURNAL && event.next() <= reached[event.place()]) {
      return;
    }
    reached[event.place()] = event.next();
    recent.addLast(event);
    if (recent.size() > REMEMBERED) {
      LiveEvent forgotten = recent.removeFirst();
      rememberedFrom[forgotten.place()] = forgotten.next();
    }
    live.removeIf(stream -> stream.shows(event) && !stream.offer(event));
  }

  /** A record without anything to tell was read. */
  synchronized void pass(int place, long next) {
    reached[place] = Math.max(reached[place], next);
  }

  /**
   * Hands the stream what it has not seen of the newest events, and from then on each new one.
   *
   * @return false when the stream must read older ones first, or could not take all
   */
  synchronized boolean join(LiveSubscription stream) {
    Cursor from = stream.cursor();
    Scope scope = stream.scope();
    if (!positioned || !scope.places().stream().allMatch(p -> remembers(p, from.at(p)))) {
      return false;
    }
    for (LiveEvent event : recent) {
      boolean isNew = event.next() > from.at(event.place()) && event.stillCounts().getAsBoolean();
      if (isNew && scope.shows(event) && !stream.offer(event)) {
        return false;
      }
    }
    if (!stream.goLive(Cursor.of(reached))) {
      return false;
    }
    live.add(stream);
    return true;
  }

  synchronized void leave(LiveSubscription stream) {
    live.remove(stream);
  }

  /** How far the tail has read; empty before it has begun. */
  synchronized Optional<Cursor> reached() {
    return positioned ? Optional.of(Cursor.of(reached)) : Optional.empty();
  }

  private boolean remembers(int place, long offset) {
    return rememberedFrom[place] <= offset && offset <= reached[place];
  }
}
