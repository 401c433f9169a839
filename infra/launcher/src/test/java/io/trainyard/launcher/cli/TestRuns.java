package io.trainyard.launcher.cli;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs as the cluster would tell them. */
public final class TestRuns {
  public static final String MODEL_ID = "ab".repeat(32);

  private TestRuns() {}

  public static RunView queued(String id, @Nullable String name) {
    return run(id, name, RunState.QUEUED, "Waits for a free worker (2 busy).", null, null);
  }

  public static RunView waiting(String id, String reason) {
    return run(id, null, RunState.QUEUED, reason, null, null);
  }

  public static RunView succeeded(String id) {
    return run(id, null, RunState.SUCCEEDED, "Trained on worker-1.", result(), null);
  }

  public static RunView failed(String id) {
    RunError error = new RunError("DIVERGED", "The loss became infinite\u001b[2J at iteration 7.");
    return run(id, null, RunState.FAILED, error.message(), null, error);
  }

  private static RunView run(
      String id,
      @Nullable String name,
      RunState state,
      String reason,
      @Nullable RunResult result,
      @Nullable RunError error) {
    return new RunView(
        id,
        name,
        state,
        TestYard.NOW,
        reason,
        ModelType.CNN,
        "mnist",
        null,
        Hyperparameters.defaultsOf(ModelType.CNN),
        List.of(),
        null,
        false,
        0,
        null,
        state == RunState.QUEUED ? 0 : 1,
        0,
        null,
        TestYard.NOW.minusSeconds(180),
        null,
        null,
        null,
        List.of(),
        null,
        result,
        error,
        List.of());
  }

  private static RunResult result() {
    return new RunResult(
        MODEL_ID,
        1_690_000,
        225_034,
        2,
        860,
        0.05,
        0.986,
        0.9871,
        0.0391,
        List.of(List.of(4000, 100), List.of(29, 5871)),
        3140.4,
        new PhaseTimes(1.2, 35, 2.1, 1, 0.2));
  }
}
