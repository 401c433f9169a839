package io.trainyard.node.simulation;

import io.trainyard.node.run.Counting;
import io.trainyard.node.run.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** All metrics that anybody ever sent, zombies included. */
final class Points {
  private final Map<String, List<Point>> byRun = new HashMap<>();
  private BiConsumer<String, Integer> listener = (runId, attempt) -> {};

  record Point(int attempt, long iteration) {}

  void add(String runId, int attempt, long iteration) {
    listener.accept(runId, attempt);
    byRun.computeIfAbsent(runId, id -> new ArrayList<>()).add(new Point(attempt, iteration));
  }

  /** Hears of each point's run and attempt. */
  void onPoint(BiConsumer<String, Integer> hears) {
    listener = hears;
  }

  /** Iterations of the points that count, sorted; each should be there once. */
  List<Long> counted(Run run) {
    Counting counting = Counting.of(run);
    return byRun.getOrDefault(run.id(), List.of()).stream()
        .filter(point -> counting.metric(point.attempt(), point.iteration()))
        .map(Point::iteration)
        .sorted()
        .toList();
  }
}
