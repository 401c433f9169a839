package io.trainyard.node.live;

import io.trainyard.contract.journal.StreamPosition;
import io.trainyard.node.run.Counting;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The runs as this node has folded them. Safe for any thread; nothing here blocks. */
public interface RunStates {
  Optional<RunOutline> find(String runId);

  /** What counts of the run's telemetry; everything for a run not known (yet). */
  Counting counting(String runId);

  /**
   * Hears of each change in the journal's order, from its beginning on if called before the folding
   * starts. By then {@link #find} tells the new state. The listener must not block.
   */
  void onChange(Consumer<StateChange> listener);

  /** Hears of the past whose changes nobody is told of, before the first change. */
  void onRestored(Consumer<Past> listener);

  /**
   * Changes that were folded elsewhere.
   *
   * @param next the journal offset from which on all changes are told
   * @param ended runs whose last change lies before that
   */
  record Past(long next, Set<String> ended) {}

  /**
   * What a stream needs to know of a run.
   *
   * @param metrics where its first attempt's metrics begin; null before that
   * @param logs the same for its log lines
   */
  record RunOutline(
      StateChange current,
      boolean ended,
      @Nullable StreamPosition metrics,
      @Nullable StreamPosition logs) {}
}
