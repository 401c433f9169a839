package io.trainyard.node.live;

import io.trainyard.contract.journal.StreamPosition;
import io.trainyard.node.run.Counting;
import java.util.Optional;
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
