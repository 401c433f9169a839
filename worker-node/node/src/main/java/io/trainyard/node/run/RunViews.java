package io.trainyard.node.run;

import io.trainyard.contract.run.AttemptView;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunView;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells runs as REST and streams show them. */
public final class RunViews {
  private RunViews() {}

  /**
   * A run as people see it.
   *
   * @param progress of the run's current attempt, from its worker's heartbeat
   * @param reason a better one than the book's, such as what a queued run waits for
   */
  public static RunView of(Run run, @Nullable RunProgress progress, @Nullable String reason) {
    Optional<Attempt> last = run.lastAttempt();
    Instant started =
        run.attempts().stream()
            .map(Attempt::startedAt)
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(null);
    return new RunView(
        run.id(),
        run.labels().name(),
        run.state(),
        run.since(),
        reason == null ? run.reason() : reason,
        run.spec().model(),
        run.spec().dataset(),
        run.datasetId(),
        run.spec().hyperparameters(),
        run.labels().tags(),
        run.labels().notes(),
        run.labels().archived(),
        run.priority(),
        run.request().parent(),
        run.attempt(),
        run.losses(),
        hasWorker(run) ? last.map(Attempt::worker).orElse(null) : null,
        run.request().at(),
        started,
        run.hasEnded() ? run.since() : null,
        run.resumable().orElse(null),
        run.steering().requests(),
        progress,
        resultOf(run),
        errorOf(run),
        run.attempts().stream().map(RunViews::attempt).toList());
  }

  private static boolean hasWorker(Run run) {
    return !(run.phase() instanceof Phase.Queued || run.phase() instanceof Phase.Paused);
  }

  private static @Nullable RunResult resultOf(Run run) {
    return run.phase() instanceof Phase.Succeeded succeeded ? succeeded.result() : null;
  }

  private static @Nullable RunError errorOf(Run run) {
    return run.phase() instanceof Phase.Failed failed ? failed.error() : null;
  }

  private static AttemptView attempt(Attempt attempt) {
    return new AttemptView(
        attempt.number(),
        attempt.worker(),
        attempt.outcome().name(),
        attempt.why(),
        attempt.openedAt(),
        attempt.startedAt(),
        attempt.endedAt(),
        attempt.started() == null ? null : attempt.started().resumedFrom(),
        attempt.lastIteration());
  }
}
