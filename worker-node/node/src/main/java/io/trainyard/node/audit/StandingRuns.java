package io.trainyard.node.audit;

import io.trainyard.contract.cluster.AuditReport.WaitingRun;
import io.trainyard.contract.run.RunState;
import io.trainyard.node.audit.Findings.Invariant;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks at the runs that neither have ended nor are paused: each says what it waits for. */
record StandingRuns(RunBook book, Auditor.Reasons reasons, Instant now) {

  /** Those that have been QUEUED or STARTING for longer than that, the first submitted first. */
  List<WaitingRun> tell(Findings findings, Duration longest) {
    List<WaitingRun> waiting = new ArrayList<>();
    for (String id : book.order().values()) {
      book.find(id)
          .filter(run -> !run.hasEnded() && run.state() != RunState.PAUSED)
          .ifPresent(run -> look(run, findings, longest, waiting));
    }
    return waiting;
  }

  private void look(Run run, Findings findings, Duration longest, List<WaitingRun> waiting) {
    String reason = reasons.of(run, book);
    if (reason.isBlank()) {
      findings.add(Invariant.I7, run.id(), "It is " + run.state() + " and nothing says why.");
    }
    Duration time = Duration.between(run.since(), now);
    boolean waits = run.state() == RunState.QUEUED || run.state() == RunState.STARTING;
    if (waits && time.compareTo(longest) > 0 && waiting.size() < Findings.MOST) {
      waiting.add(new WaitingRun(run.id(), run.state(), time.toMinutes(), reason));
    }
  }
}
