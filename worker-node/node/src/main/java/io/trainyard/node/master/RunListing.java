package io.trainyard.node.master;

import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunQuery.Archived;
import io.trainyard.node.run.Labels;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Picks the runs that a question asks for, in its order. */
final class RunListing {
  private static final Comparator<Run> NEWEST = Comparator.comparingLong(Run::order).reversed();

  private RunListing() {}

  /**
   * All that fit, however many the question wants at once.
   *
   * @param runs the newest first: so they are asked for most often, and then need no sorting
   */
  static List<Run> of(Stream<Run> runs, RunQuery query) {
    Stream<Run> fitting = runs.filter(run -> fits(run, query));
    return query.sort() == RunQuery.Sort.NEWEST
        ? fitting.toList()
        : fitting.sorted(order(query.sort())).toList();
  }

  private static boolean fits(Run run, RunQuery query) {
    Labels labels = run.labels();
    String text = query.text();
    return (query.state() == null || run.state() == query.state())
        && (query.model() == null || run.spec().model() == query.model())
        && (query.tag() == null || labels.tags().contains(query.tag()))
        && (query.archived() == Archived.ALL
            || labels.archived() == (query.archived() == Archived.TRUE))
        && (text == null || has(run.id(), text) || has(labels.name(), text));
  }

  private static boolean has(@Nullable String whole, String part) {
    return whole != null && whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  /** Of equals the newest comes first, but for the queue's own order. */
  private static Comparator<Run> order(RunQuery.Sort sort) {
    return switch (sort) {
      case NEWEST -> NEWEST;
      case OLDEST -> NEWEST.reversed();
      case CHANGED -> Comparator.comparing(Run::since).reversed().thenComparing(NEWEST);
      case NAME -> Comparator.comparing(RunListing::name).thenComparing(NEWEST);
      case PRIORITY -> Comparator.comparing(Run::place);
      case ACCURACY ->
          Comparator.comparingDouble(RunListing::accuracy).reversed().thenComparing(NEWEST);
    };
  }

  private static String name(Run run) {
    String name = run.labels().name();
    return name == null || name.isEmpty() ? "\uffff" : name.toLowerCase(Locale.ROOT);
  }

  private static double accuracy(Run run) {
    return run.phase() instanceof Phase.Succeeded succeeded
        ? succeeded.result().testAccuracy()
        : -1;
  }
}
