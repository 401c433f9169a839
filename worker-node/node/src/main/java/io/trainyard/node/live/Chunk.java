package io.trainyard.node.live;

import io.trainyard.node.live.PastReader.Item;
import io.trainyard.node.live.PastReader.Stretch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A piece of the past in the order of the brokers' clock, each place's own order kept whatever the
 * clock says.
 *
 * @param events not yet told
 * @param after the cursor once all of them are
 * @param complete whether nothing was left of what was read
 */
record Chunk(List<LiveEvent> events, Cursor after, boolean complete) {
  private static final int MOST_EVENTS = 1_000;

  /** Merges; {@code changes} are all there are of the journal, the rest may be continued. */
  static Chunk merge(
      Cursor from, Map<Integer, Stretch> stretches, List<LiveEvent> changes, long journalNext) {
    Map<Integer, Deque<Item>> queues = new HashMap<>();
    stretches.forEach((place, stretch) -> queues.put(place, stretch.items()));
    Deque<Item> journal = new ArrayDeque<>();
    changes.forEach(e -> journal.add(new Item(e.at(), e.next(), Optional.of(e))));
    queues.put(Places.JOURNAL, journal);
    List<LiveEvent> events = new ArrayList<>();
    Cursor after = from.copy();
    Optional<Integer> earliest = earliest(queues, stretches);
    while (earliest.isPresent() && events.size() < MOST_EVENTS) {
      Item item = Objects.requireNonNull(queues.get(earliest.get())).remove();
      after.set(earliest.get(), item.next());
      item.event().ifPresent(events::add);
      earliest = earliest(queues, stretches);
    }
    boolean complete =
        stretches.values().stream().allMatch(Stretch::complete)
            && queues.values().stream().allMatch(Deque::isEmpty);
    if (complete) {
      stretches.forEach((place, stretch) -> after.set(place, stretch.next()));
      after.advance(Places.JOURNAL, journalNext);
    }
    return new Chunk(events, after, complete);
  }

  /** The place whose next record is the oldest; none once a place must be read on first. */
  private static Optional<Integer> earliest(
      Map<Integer, Deque<Item>> queues, Map<Integer, Stretch> stretches) {
    Optional<Integer> earliest = Optional.empty();
    long at = Long.MAX_VALUE;
    for (Map.Entry<Integer, Deque<Item>> entry : queues.entrySet()) {
      Item first = entry.getValue().peek();
      Stretch stretch = stretches.get(entry.getKey());
      if (first == null && stretch != null && !stretch.complete()) {
        return Optional.empty();
      }
      if (first != null && first.at() < at) {
        at = first.at();
        earliest = Optional.of(entry.getKey());
      }
    }
    return earliest;
  }
}
