package io.trainyard.launcher.cli;

import io.trainyard.contract.run.AttemptView;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.Lineage;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SteerKey;
import io.trainyard.contract.run.Steering;
import java.time.Instant;
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

  /** Paused, then lost once, cancelled at last; steered three times, once applied. */
  public static RunView storied(String id) {
    RunView plain = run(id, "night", RunState.CANCELLED, "was cancelled", null, null);
    Instant at = TestYard.NOW.minusSeconds(120);
    return new RunView(
        id,
        "night",
        plain.state(),
        plain.since(),
        plain.reason(),
        plain.model(),
        plain.dataset(),
        null,
        plain.hyperparameters(),
        List.of("a", "b"),
        "first line\nsecond\u001b[2J",
        true,
        5,
        new Lineage("r-0", Lineage.Kind.CONTINUE),
        2,
        1,
        null,
        plain.submittedAt(),
        null,
        null,
        new Checkpoint("c".repeat(64), 2_702_336, 1, 430, 0.9779),
        List.of(
            new Steering(SteerKey.LEARNING_RATE, 0.0005, 7, at, 512L),
            new Steering(SteerKey.EPOCHS, 4, 8, at, null),
            new Steering(SteerKey.EPOCHS, 8, 9, at, null)),
        null,
        null,
        null,
        List.of(
            new AttemptView(1, "worker-1", "LOST", "was killed", at, at, at, 0L, 430L),
            new AttemptView(2, "worker-2", "CANCELLED", null, at, at, at, 430L, 600L)));
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
