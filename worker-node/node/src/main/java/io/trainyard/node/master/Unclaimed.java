package io.trainyard.node.master;

import io.trainyard.contract.journal.JournalEvent.ClaimExpired;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds opened attempts that nobody has claimed in time. Belongs to one thread. */
final class Unclaimed {
  static final Duration LIMIT = Duration.ofSeconds(15);

  private final Timer timer;
  private final Map<String, OpenSince> open = new HashMap<>();

  private record OpenSince(int attempt, long since) {}

  Unclaimed(Timer timer) {
    this.timer = timer;
  }

  /** What to record, by how long this master has seen them open. */
  List<ClaimExpired> find(RunBook book) {
    open.keySet().retainAll(book.handed());
    List<ClaimExpired> expired = new ArrayList<>();
    for (String runId : book.handed()) {
      if (!(book.find(runId).orElseThrow().phase() instanceof Phase.Open phase)) {
        open.remove(runId);
      } else if (isOverdue(runId, phase.attempt())) {
        expired.add(new ClaimExpired(runId, phase.attempt()));
      }
    }
    return expired;
  }

  private boolean isOverdue(String runId, int attempt) {
    long now = timer.nanoTime();
    OpenSince since =
        open.merge(
            runId,
            new OpenSince(attempt, now),
            (old, next) -> old.attempt() == attempt ? old : next);
    return now - since.since() > LIMIT.toNanos();
  }
}
