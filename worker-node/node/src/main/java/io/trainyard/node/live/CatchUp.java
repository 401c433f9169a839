package io.trainyard.node.live;

import io.trainyard.node.live.PastReader.Bounds;
import io.trainyard.node.live.PastReader.Stretch;
import io.trainyard.node.live.RunStates.RunOutline;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a stream that is behind nearer to the present, a piece at a time. Safe for any thread, for
 * one stream one at a time; lets Kafka's exceptions through.
 */
final class CatchUp {
  private final RunStates states;
  private final StateHistory history;
  private final Fanout fanout;

  CatchUp(RunStates states, StateHistory history, Fanout fanout) {
    this.states = states;
    this.history = history;
    this.fanout = fanout;
  }

  /** How it went on. */
  enum Step {
    /** It reads along with the tail, or has ended. */
    DONE,
    /** There is more. */
    MORE,
    /** There is nothing yet: the tail must come first. */
    WAIT
  }

  /** Where a stream without an id begins; empty while nothing is known of the present. */
  Optional<Cursor> beginning(Scope scope) {
    Optional<Cursor> now = fanout.reached();
    String runId = scope.runId();
    if (now.isPresent() && runId != null) {
      now.get().set(Places.JOURNAL, 0);
      states.find(runId).ifPresent(run -> toStart(scope, run, now.get()));
    }
    return now;
  }

  private static void toStart(Scope scope, RunOutline run, Cursor cursor) {
    if (run.metrics() != null && run.logs() != null) {
      cursor.set(scope.places().get(1), run.metrics().offset());
      cursor.set(scope.places().get(2), run.logs().offset());
    }
  }

  /** Whether nothing needs to be read for it: it now reads along. */
  boolean joins(LiveSubscription stream) {
    return !hasEnded(stream.scope()) && fanout.join(stream);
  }

  /** Puts right a cursor that points outside of what Kafka holds, and says so. */
  void settle(LiveSubscription stream, PastReader reader) {
    Scope scope = stream.scope();
    Bounds bounds = reader.bounds(scope.places());
    if (isAhead(scope, stream.cursor(), bounds.end())) {
      beginning(scope)
          .ifPresent(
              anew -> {
                String why = "The id is ahead of this cluster's records; the stream begins anew.";
                stream.jump(anew, EventJson.RESET, EventJson.of(new EventJson.Reset(why)));
              });
    }
    settleChanges(stream);
    for (int place : scope.dataPlaces()) {
      Cursor cursor = stream.cursor();
      long first = bounds.first().at(place);
      long at = cursor.at(place);
      if (at < first) {
        cursor.set(place, first);
        String json = EventJson.gap(Places.partition(place), at, first);
        stream.jump(cursor, EventJson.GAP, json);
      }
    }
  }

  /** A run's stream is told how the run stands instead; the whole yard's has missed changes. */
  private void settleChanges(LiveSubscription stream) {
    Cursor cursor = stream.cursor();
    long at = cursor.at(Places.JOURNAL);
    long first = history.completeFrom();
    if (stream.scope().runId() == null && at < first) {
      cursor.set(Places.JOURNAL, first);
      stream.jump(cursor, EventJson.GAP, EventJson.changesGap(at / 2, first / 2));
    }
  }

  private static boolean isAhead(Scope scope, Cursor cursor, Cursor end) {
    return cursor.at(Places.JOURNAL) > 2 * end.at(Places.JOURNAL)
        || scope.dataPlaces().stream().anyMatch(place -> cursor.at(place) > end.at(place));
  }

  /** Reads the next piece. */
  Step advance(LiveSubscription stream, PastReader reader) {
    Scope scope = stream.scope();
    Cursor from = stream.cursor();
    // Asked before the ends are: what an ended run has said lies before them.
    boolean ended = hasEnded(scope);
    Optional<Cursor> target =
        ended ? Optional.of(reader.bounds(scope.places()).end()) : fanout.reached();
    if (target.isEmpty()) {
      return Step.WAIT;
    }
    StateHistory.Since since = history.since(scope, from.at(Places.JOURNAL));
    List<LiveEvent> changes = since.complete() ? since.events() : current(scope, since.next());
    List<LiveEvent> last = changes.stream().filter(e -> ended && e.endsRun()).toList();
    List<LiveEvent> earlier = changes.stream().filter(e -> !last.contains(e)).toList();
    Map<Integer, Stretch> stretches = reader.read(scope.dataPlaces(), from, target.get());
    long journalNext = ended ? from.at(Places.JOURNAL) : since.next();
    Chunk chunk = Chunk.merge(from, stretches, earlier, journalNext);
    stream.feed(chunk.events(), chunk.after());
    if (ended && chunk.complete()) {
      last.forEach(event -> chunk.after().advance(event.place(), event.next()));
      stream.feed(last, chunk.after());
      stream.finish("The run has ended.");
      return Step.DONE;
    }
    return chunk.complete() && chunk.events().isEmpty() ? Step.WAIT : Step.MORE;
  }

  private boolean hasEnded(Scope scope) {
    return scope.runId() != null && history.hasEnded(scope.runId());
  }

  /** Where the way to it is no longer kept: how the run stands. */
  private List<LiveEvent> current(Scope scope, long next) {
    String runId = scope.runId();
    if (runId == null) {
      return history.since(scope, 0).events();
    }
    return states.find(runId).map(run -> EventJson.of(run.current())).orElse(List.of()).stream()
        .map(e -> e.withNext(next))
        .toList();
  }
}
