package io.trainyard.launcher.cli.soak;

import io.trainyard.client.RunsClient;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import java.util.Optional;

/**
 * The run that a worker was learning when it was hit.
 *
 * @param attempt its number then
 * @param iteration as last told then
 */
record Affected(String runId, int attempt, long iteration) {
  private static final int MOST = 20;

  /** Empty when the worker had none, or nobody can tell. */
  static Optional<Affected> of(String worker, RunsClient runs) {
    try {
      return runs.list(RunQuery.all(MOST).in(RunState.RUNNING)).runs().stream()
          .filter(run -> worker.equals(run.worker()))
          .findFirst()
          .map(run -> new Affected(run.runId(), run.attempt(), iteration(run)));
    } catch (TrainyardException e) {
      return Optional.empty();
    }
  }

  /** Whether it goes on: in a later attempt, or further; or has ended or was paused by a person. */
  boolean goesOn(RunView now) {
    if (now.state().isTerminal() || now.state() == RunState.PAUSED) {
      return true;
    }
    return now.state() == RunState.RUNNING
        && (now.attempt() > attempt || iteration(now) > iteration);
  }

  private static long iteration(RunView run) {
    RunProgress progress = run.progress();
    return progress == null ? 0 : progress.iteration();
  }
}
