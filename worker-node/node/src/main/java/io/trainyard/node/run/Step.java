package io.trainyard.node.run;

import io.trainyard.node.run.Reducer.Fold;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event that meets one run: what the rules see, and the ways in which they answer.
 *
 * @param book at the event's offset
 */
record Step(RunBook book, Run run, Entry entry) {

  Instant at() {
    return entry.at();
  }

  /** The event counts; this is the run from now on. */
  Fold counted(Run next) {
    return new Fold(book.with(next), new Verdict.Counted());
  }

  /** It comes too late, from a stranger, or twice. */
  Fold ignored(String why) {
    return new Fold(book, new Verdict.Ignored(why));
  }

  /** A person asked for what the run's state does not allow. */
  Fold rejected(String why) {
    return new Fold(book, new Verdict.Rejected(run.state(), why));
  }

  Attempt lastAttempt() {
    return run.attempts().get(run.attempts().size() - 1);
  }

  /** The run with its last attempt closed. */
  Run closed(Attempt.Outcome how, @Nullable String why, @Nullable Long lastIteration) {
    return run.withLastAttempt(lastAttempt().closed(how, why, at(), lastIteration));
  }
}
