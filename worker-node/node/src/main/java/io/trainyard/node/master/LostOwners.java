package io.trainyard.node.master;

import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.run.RunBook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds owned attempts whose owner is gone: its process was reported dead by its supervisor, a
 * newer process of the same worker has shown itself, or nothing is heard of it while probes pass.
 * Belongs to one thread, but for {@link #exited}.
 */
final class LostOwners {
  private final Liveness liveness;
  private final WorkerRegistry workers;
  private final Overdue overdue;
  private final Set<Owner> unheardSinceBegin = new HashSet<>();
  private final long beganAt;
  private final Map<String, Long> ended = new ConcurrentHashMap<>();

  /**
   * Begins with the owners of old, of whom nothing has been heard yet.
   *
   * @param begin the book as of this process's begin
   */
  LostOwners(Liveness liveness, WorkerRegistry workers, RunBook begin) {
    this.liveness = liveness;
    this.workers = workers;
    this.overdue = new Overdue(liveness);
    this.beganAt = begin.offset();
    for (String runId : begin.handed()) {
      if (begin.find(runId).orElseThrow().phase() instanceof Phase.Owned owned) {
        unheardSinceBegin.add(owned.owner());
      }
    }
  }

  /**
   * A supervisor's word. Of a process that has a successor, or of none that is known, it says
   * nothing new. Safe for use by any thread.
   */
  void exited(String workerId, long pid, RunBook book) {
    RunBook.WorkerProcess newest = book.workers().get(workerId);
    if (newest != null && newest.pid() == pid) {
      ended.put(workerId, newest.incarnation());
    }
  }

  void hear(Heartbeat heartbeat) {
    if (heartbeat instanceof Heartbeat.OfWorker worker) {
      unheardSinceBegin.remove(worker.owner());
    }
  }

  /** What to record; evaluated anew on every call, for every owned attempt. */
  List<AttemptLost> find(RunBook book) {
    List<AttemptLost> found = new ArrayList<>();
    overdue.retain(book.handed());
    for (String runId : book.handed()) {
      if (book.find(runId).orElseThrow().phase() instanceof Phase.Owned owned) {
        why(book, runId, owned)
            .ifPresent(
                why -> found.add(new AttemptLost(runId, owned.attempt(), owned.owner(), why)));
      }
    }
    return found;
  }

  private Optional<String> why(RunBook book, String runId, Phase.Owned owned) {
    Owner owner = owned.owner();
    if (ended.getOrDefault(owner.workerId(), -1L) == owner.incarnation()) {
      return Optional.of(Reasons.PROCESS_ENDED);
    }
    if (hasSuccessor(owner, book)) {
      return Optional.of(isOfTheYard(owned) ? Reasons.YARD_RESTARTED : Reasons.RESTARTED);
    }
    if (liveness.isUnheard(owner, owned.claimedAt())) {
      return Optional.of(Reasons.UNHEARD);
    }
    return overdue.find(runId, owned);
  }

  private boolean hasSuccessor(Owner owner, RunBook book) {
    String id = owner.workerId();
    return book.incarnation(id).orElse(-1) > owner.incarnation()
        || workers.incarnation(id).orElse(-1) > owner.incarnation();
  }

  /** Claimed before this master began, and never heard of since: all went down together. */
  private boolean isOfTheYard(Phase.Owned owned) {
    return owned.claimedAt() <= beganAt && unheardSinceBegin.contains(owned.owner());
  }
}
