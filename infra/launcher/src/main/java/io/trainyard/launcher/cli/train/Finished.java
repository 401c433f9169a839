package io.trainyard.launcher.cli.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import org.jspecify.annotations.Nullable;

/**
 * The last line of {@code train --json}.
 *
 * @param event always {@code finished}
 * @param epochs trained; with those asked for when the run did not succeed
 * @param attempts how many it took
 * @param error why it failed; absent when it succeeded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "event",
  "runId",
  "state",
  "model",
  "epochs",
  "attempts",
  "testAccuracy",
  "imagesPerSecond",
  "modelId",
  "error"
})
record Finished(
    String event,
    String runId,
    RunState state,
    ModelType model,
    int epochs,
    int attempts,
    @Nullable Double testAccuracy,
    @Nullable Double imagesPerSecond,
    @Nullable String modelId,
    @Nullable RunError error) {

  static Finished of(RunView run) {
    RunResult result = run.result();
    boolean succeeded = run.state() == RunState.SUCCEEDED && result != null;
    return new Finished(
        "finished",
        run.runId(),
        run.state(),
        run.model(),
        result == null ? run.hyperparameters().epochs() : result.epochs(),
        run.attempt(),
        result == null ? null : result.testAccuracy(),
        result == null ? null : result.imagesPerSecond(),
        result == null ? null : result.modelId(),
        succeeded ? null : errorOf(run));
  }

  private static RunError errorOf(RunView run) {
    RunError error = run.error();
    return error == null ? new RunError(run.state().name(), run.reason()) : error;
  }
}
