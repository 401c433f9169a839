package io.trainyard.node.run;

import io.trainyard.contract.run.RunState;

/** What an event came to once it stood in the journal. */
public sealed interface Verdict {

  /** It counts. */
  record Counted() implements Verdict {}

  /** It came too late, from one who no longer owns the attempt, or twice: nothing changes. */
  record Ignored(String why) implements Verdict {}

  /** A person asked for what the run's state does not allow. */
  record Rejected(RunState state, String why) implements Verdict {}

  /** There is no such run. */
  record UnknownRun() implements Verdict {}

  default boolean counted() {
    return this instanceof Counted;
  }
}
