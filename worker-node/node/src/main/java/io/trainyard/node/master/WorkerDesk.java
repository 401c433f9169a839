package io.trainyard.node.master;

import io.trainyard.contract.cluster.WorkerExit;
import io.trainyard.contract.cluster.WorkerList;
import io.trainyard.contract.cluster.WorkerView;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.service.Workers;
import java.util.Comparator;

/** Answers for workers, from their heartbeats. Safe for use by any thread. */
public final class WorkerDesk implements Workers {
  private final Journal journal;
  private final WorkerRegistry registry;
  private final MasterCore core;

  public WorkerDesk(Journal journal, MasterCore core) {
    this.journal = journal;
    this.registry = core.workers();
    this.core = core;
  }

  @Override
  public WorkerList list() {
    return new WorkerList(
        registry.all().stream()
            .map(this::view)
            .sorted(Comparator.comparing(WorkerView::workerId))
            .toList());
  }

  @Override
  public void exited(String workerId, WorkerExit exit) {
    if (!journal.book().workers().containsKey(workerId)) {
      throw new TrainyardException(
          ErrorCode.WORKER_NOT_FOUND, "No worker " + Words.printable(workerId) + " ever started.");
    }
    core.exited(workerId, exit.pid());
  }

  private WorkerView view(WorkerRegistry.Seen seen) {
    Heartbeat.OfWorker beat = seen.heartbeat();
    return new WorkerView(
        registry.isFresh(seen) ? "UP" : "LOST",
        beat.owner().workerId(),
        beat.address(),
        beat.device(),
        beat.slots(),
        beat.freeSlots(),
        beat.partitions(),
        seen.writtenAt(),
        beat.runs().isEmpty() ? null : beat.runs().get(0));
  }
}
