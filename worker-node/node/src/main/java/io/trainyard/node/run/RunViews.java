package io.trainyard.node.run;

import io.trainyard.contract.run.AttemptView;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells runs as REST and streams show them. */
public final class RunViews {
  /** A run that was tried a thousand times shows the last tries. */
  private static final int MOST_ATTEMPTS = 50;

  private static final int MOST_REQUESTS = 100;
  private static final int MOST_IN_LISTS = 3;

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
        last(run.steering().requests(), MOST_REQUESTS),
        progress,
        resultOf(run),
        errorOf(run),
        last(run.attempts(), MOST_ATTEMPTS).stream().map(RunViews::attempt).toList());
  }

  /**
   * The view as it stands among many: with the last attempts and steering requests only, and
   * without the confusion matrix.
   */
  public static RunView brief(RunView full) {
    return new RunView(
        full.runId(),
        full.name(),
        full.state(),
        full.since(),
        full.reason(),
        full.model(),
        full.dataset(),
        full.datasetId(),
        full.hyperparameters(),
        full.tags(),
        full.notes(),
        full.archived(),
        full.priority(),
        full.parent(),
        full.attempt(),
        full.losses(),
        full.worker(),
        full.submittedAt(),
        full.startedAt(),
        full.endedAt(),
        full.checkpoint(),
        last(full.steering(), MOST_IN_LISTS),
        full.progress(),
        full.result() == null ? null : full.result().withoutConfusion(),
        full.error(),
        last(full.attempts(), MOST_IN_LISTS));
  }

  private static <T> List<T> last(List<T> all, int most) {
    return all.size() <= most ? all : all.subList(all.size() - most, all.size());
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
