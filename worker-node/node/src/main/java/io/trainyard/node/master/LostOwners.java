package io.trainyard.node.master;

import io.trainyard.contract.cluster.WorkerExit;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.Owner;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.run.RunBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Finds owned attempts whose owner is gone: its process was reported dead by its supervisor, a
 * newer process of the same worker is in the journal, or it did not obey a cancel in time.
 */
public final class LostOwners {
  static final Duration CANCEL_LIMIT = Duration.ofSeconds(15);

  private final LongSupplier nanoTime;
  private final Map<String, Long> endedPids = new ConcurrentHashMap<>();
  private final Map<String, Long> cancellingSince = new HashMap<>();

  public LostOwners(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A supervisor's word; safe for use by any thread. */
  public void exited(String workerId, WorkerExit exit) {
    endedPids.put(workerId, exit.pid());
  }

  /** What to record; evaluated anew on every call, on the dispatcher's thread. */
  List<AttemptLost> find(RunBook book) {
    List<AttemptLost> found = new ArrayList<>();
    cancellingSince.keySet().retainAll(book.handed());
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
    RunBook.WorkerProcess newest = book.workers().get(owner.workerId());
    if (newest == null || newest.incarnation() > owner.incarnation()) {
      return Optional.of(Reasons.RESTARTED);
    }
    Long endedPid = endedPids.get(owner.workerId());
    if (endedPid != null && endedPid == newest.pid()) {
      return Optional.of(Reasons.PROCESS_ENDED);
    }
    return owned.intent() == Phase.Intent.CANCEL && overdue(runId)
        ? Optional.of(Reasons.CANCEL_TIMEOUT)
        : Optional.empty();
  }

  private boolean overdue(String runId) {
    long since = cancellingSince.computeIfAbsent(runId, id -> nanoTime.getAsLong());
    return nanoTime.getAsLong() - since > CANCEL_LIMIT.toNanos();
  }
}
