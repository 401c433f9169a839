package io.trainyard.contract.cluster;

import io.trainyard.contract.run.RunState;
import java.util.List;

/**
 * What an audit of the cluster found: the journal folded anew from its beginning, and what it names
 * looked for.
 *
 * @param status {@code ok}, or {@code violations} when something that always holds did not
 * @param events records of the journal that were folded
 * @param runs that are not removed
 * @param checkpointsVerified current checkpoints whose bytes in Cassandra have the right hash
 * @param modelsVerified models of which the same is true
 * @param underReplicated blobs and datasets written while a node was away and not copied since
 * @param unnamed blobs stored over a day ago that nothing names: the collector's next ones
 * @param waiting runs that have been QUEUED or STARTING for longer than was asked for; no violation
 * @param violations the first hundred
 */
public record AuditReport(
    String status,
    long events,
    int runs,
    int checkpointsVerified,
    int modelsVerified,
    int underReplicated,
    int unnamed,
    List<WaitingRun> waiting,
    List<Violation> violations,
    double seconds) {
  public static final String OK = "ok";
  public static final String VIOLATIONS = "violations";

  public AuditReport {
    waiting = List.copyOf(waiting);
    violations = List.copyOf(violations);
  }

  public boolean ok() {
    return violations.isEmpty();
  }

  /**
   * Something that must hold always and did not.
   *
   * @param invariant I1 one terminal state that is never left, I4 what is named is stored and
   *     right, I7 no run stands without a reason, or FOLD the running master's book is the
   *     journal's
   * @param runId empty where it is about no single run
   * @param what a sentence
   */
  public record Violation(String invariant, String runId, String what) {}

  /** A run that waits for long. */
  public record WaitingRun(String runId, RunState state, long minutes, String reason) {}
}
