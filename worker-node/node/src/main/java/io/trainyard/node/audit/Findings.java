package io.trainyard.node.audit;

import io.trainyard.contract.cluster.AuditReport.Violation;
import java.util.ArrayList;
import java.util.List;

/** The violations of one audit; so many are kept that an answer stays small. For one thread. */
final class Findings {
  static final int MOST = 100;

  private final List<Violation> violations = new ArrayList<>();

  void add(Invariant invariant, String runId, String what) {
    if (violations.size() < MOST) {
      violations.add(new Violation(invariant.name(), runId, what));
    }
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** What must hold always; the numbers are those of the run protocol's design. */
  enum Invariant {
    /** A run has one terminal state and never leaves it. */
    I1,
    /** What is named is stored, and its bytes are right. */
    I4,
    /** No run stands in a state without a reason. */
    I7,
    /** The running master's book is the one that its journal gives. */
    FOLD
  }
}
