package io.trainyard.contract.run;

/** A run's state as people see it. */
public enum RunState {
  QUEUED,
  STARTING,
  RUNNING,
  PAUSING,
  PAUSED,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Whether the state is final. */
  public boolean isTerminal() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
