package io.trainyard.launcher.cli.run;

import io.trainyard.client.stream.RunChange;
import io.trainyard.contract.run.RunState;
import io.trainyard.launcher.cli.text.Amount;
import org.jspecify.annotations.Nullable;

/** What a change of state says beyond the state and its reason. */
public final class ChangeText {
  private ChangeText() {}

  /**
   * For a run that learns again or goes on: {@code " (attempt 2, from iteration 430)"}; empty for a
   * first attempt from the beginning, and in other states.
   */
  public static String attempt(RunChange change) {
    Long from = change.resumedFrom();
    boolean first = change.attempt() <= 1;
    if (change.state() != RunState.RUNNING || (first && (from == null || from == 0))) {
      return "";
    }
    String attempt = first ? "" : "attempt " + change.attempt();
    return " (" + attempt + (first || from == null ? "" : ", ") + from(from) + ")";
  }

  private static String from(@Nullable Long iteration) {
    if (iteration == null) {
      return "";
    }
    return iteration == 0 ? "from the beginning" : "from iteration " + Amount.count(iteration);
  }
}
