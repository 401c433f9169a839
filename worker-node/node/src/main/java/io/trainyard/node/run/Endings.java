package io.trainyard.node.run;

import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunResult;
import java.time.Instant;

/** How a run leaves the yard, for good or until somebody resumes it. */
final class Endings {
  private Endings() {}

  static Run succeeded(Run run, RunResult result, Instant at) {
    return run.with(run.saves().ended(true))
        .enter(new Phase.Succeeded(result), at, "has succeeded");
  }

  static Run failed(Run run, RunError error, Instant at) {
    return run.with(run.saves().ended(false)).enter(new Phase.Failed(error), at, error.message());
  }

  static Run cancelled(Run run, Instant at) {
    return run.with(run.saves().ended(false)).enter(new Phase.Cancelled(), at, "was cancelled");
  }

  static Run paused(Run run, Instant at) {
    return run.enter(new Phase.Paused(), at, "is paused until somebody resumes it");
  }
}
