package io.trainyard.launcher.cli.soak;

import io.trainyard.contract.run.AttemptView;
import io.trainyard.contract.run.RunView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the runs came to.
 *
 * @param runs by their state
 * @param attempts by their outcome
 * @param losses attempts that ended without an end of their run, by why
 * @param failures failed runs by their error's code
 */
record Tally(
    Map<String, Integer> runs,
    Map<String, Integer> attempts,
    Map<String, Integer> losses,
    Map<String, Integer> failures) {
  private static final Set<String> LOSSES =
      Set.of("LOST", "FAILED", "HANDED_OVER", "EXPIRED", "DECLINED");

  static Tally of(List<RunView> runs) {
    return new Tally(
        count(runs.stream(), run -> run.state().name()),
        count(attempts(runs), AttemptView::outcome),
        count(
            attempts(runs).filter(attempt -> LOSSES.contains(attempt.outcome())),
            attempt -> attempt.outcome() + ": " + attempt.why()),
        count(
            runs.stream().filter(run -> run.error() != null),
            run -> String.valueOf(run.error() == null ? null : run.error().code())));
  }

  private static Stream<AttemptView> attempts(List<RunView> runs) {
    return runs.stream().flatMap(run -> run.attempts().stream());
  }

  private static <T> Map<String, Integer> count(Stream<T> things, Function<T, String> name) {
    return things.collect(
        Collectors.groupingBy(
            name, TreeMap::new, Collectors.reducing(0, thing -> 1, Integer::sum)));
  }
}
