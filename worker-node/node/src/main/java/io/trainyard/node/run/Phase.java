package io.trainyard.node.run;

import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunState;

/** Where a run stands. Each transition is a method of the one phase that allows it. */
public sealed interface Phase {

  /** The state as people see it. */
  RunState state();

  /** It waits for a slot. */
  record Queued() implements Phase {
    @Override
    public RunState state() {
      return RunState.QUEUED;
    }

    Open open(int attempt, String worker, long offset) {
      return new Open(attempt, worker, offset);
    }
  }

  /**
   * An attempt waits to be claimed.
   *
   * @param worker for whose slot it was opened
   * @param openedAt the journal offset of its AttemptOpened
   */
  record Open(int attempt, String worker, long openedAt) implements Phase {
    @Override
    public RunState state() {
      return RunState.STARTING;
    }

    Owned claim(Owner owner, long offset) {
      return new Owned(attempt, owner, offset, false, Intent.GO_ON);
    }
  }

  /** What people want of an owned run. */
  enum Intent {
    GO_ON,
    PAUSE,
    CANCEL
  }

  /**
   * A worker's process holds the attempt.
   *
   * @param claimedAt the journal offset of the Claimed that won
   * @param started whether its Started has been counted
   */
  record Owned(int attempt, Owner owner, long claimedAt, boolean started, Intent intent)
      implements Phase {
    @Override
    public RunState state() {
      if (intent == Intent.PAUSE) {
        return RunState.PAUSING;
      }
      return started ? RunState.RUNNING : RunState.STARTING;
    }

    Owned start() {
      return new Owned(attempt, owner, claimedAt, true, intent);
    }

    Owned with(Intent wanted) {
      return new Owned(attempt, owner, claimedAt, started, wanted);
    }

    boolean isOwnedBy(int number, Owner other) {
      return number == attempt && owner.equals(other);
    }
  }

  /** It waits for a person to resume it. */
  record Paused() implements Phase {
    @Override
    public RunState state() {
      return RunState.PAUSED;
    }
  }

  /** The end, one of three. */
  sealed interface Ended extends Phase {}

  record Succeeded(RunResult result) implements Ended {
    @Override
    public RunState state() {
      return RunState.SUCCEEDED;
    }
  }

  record Failed(RunError error) implements Ended {
    @Override
    public RunState state() {
      return RunState.FAILED;
    }
  }

  record Cancelled() implements Ended {
    @Override
    public RunState state() {
      return RunState.CANCELLED;
    }
  }
}
