package io.trainyard.node.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run has entered a state, or is in it for another reason.
 *
 * @param offset of the journal's entry that made it so
 * @param at when that was appended
 * @param result of a run that has succeeded
 */
public record StateChange(long offset, Instant at, Body state, @Nullable RunResult result) {

  /**
   * What the {@code state} event carries.
   *
   * @param resumedFrom of a run that learns: the iteration that the attempt went on from, 0 from
   *     the beginning
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Body(
      String runId,
      RunState state,
      String reason,
      int attempt,
      @Nullable String worker,
      @Nullable Long resumedFrom,
      Instant since,
      @Nullable RunError error) {}
}
