package io.trainyard.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How far an attempt has come, as its worker's newest heartbeat tells.
 *
 * @param phase LOADING, TRAINING, VALIDATING, TESTING or SAVING
 * @param iteration iterations done, of {@code totalIterations}
 * @param loss of a recent batch
 * @param imagesPerSecond of recent iterations
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunProgress(
    String runId,
    int attempt,
    Phase phase,
    int epoch,
    int epochs,
    long iteration,
    long totalIterations,
    @Nullable Double loss,
    @Nullable Double imagesPerSecond) {

  /** What a worker is doing for a run. */
  public enum Phase {
    LOADING,
    TRAINING,
    VALIDATING,
    TESTING,
    SAVING
  }
}
