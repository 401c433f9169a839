package io.trainyard.node.live;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An event in its place, the same for every stream that shows it.
 *
 * @param next what a cursor holds at the place once the event was told
 * @param at milliseconds since 1970 by the broker's clock: orders what is told of the past
 * @param name null for a log line
 * @param json on one line
 * @param endsRun whether the run says no more after this
 * @param stillCounts asked again when an event is told late: its attempt may have been lost since
 */
record LiveEvent(
    int place,
    long next,
    @Nullable String runId,
    long at,
    @Nullable String name,
    String json,
    boolean endsRun,
    BooleanSupplier stillCounts) {

  LiveEvent withNext(long other) {
    return new LiveEvent(place, other, runId, at, name, json, endsRun, stillCounts);
  }

  /** An event that always counts. */
  static LiveEvent certain(
      int place,
      long next,
      @Nullable String runId,
      long at,
      String name,
      String json,
      boolean ends) {
    return new LiveEvent(place, next, runId, at, name, json, ends, () -> true);
  }
}
