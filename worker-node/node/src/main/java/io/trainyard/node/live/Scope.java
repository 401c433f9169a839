package io.trainyard.node.live;

import io.trainyard.contract.topic.Topics;
import io.trainyard.node.messaging.RunPartition;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a stream shows: one run, or the whole yard.
 *
 * @param runId null for the yard
 * @param places where its events come from, the journal first
 */
record Scope(@Nullable String runId, List<Integer> places) {

  static Scope of(@Nullable String runId) {
    if (runId == null) {
      return new Scope(null, IntStream.range(0, Places.COUNT).boxed().toList());
    }
    return new Scope(
        runId,
        List.of(
            Places.JOURNAL,
            Places.metrics(RunPartition.of(Topics.METRICS, runId)),
            Places.logs(RunPartition.of(Topics.LOGS, runId))));
  }

  /** Its places without the journal. */
  List<Integer> dataPlaces() {
    return places.subList(1, places.size());
  }

  boolean shows(LiveEvent event) {
    return runId == null || runId.equals(event.runId());
  }
}
