package io.trainyard.node.master;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens attempts for free slots and hands them out. Belongs to one thread; never waits. */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Proposals proposals;
  private final TaskSender tasks;
  private final WorkerRegistry workers;
  private final Waiting waiting;
  private final Map<String, Long> declinedAt = new HashMap<>();

  Dispatcher(Proposals proposals, TaskSender tasks, WorkerRegistry workers, Waiting waiting) {
    this.proposals = proposals;
    this.tasks = tasks;
    this.workers = workers;
    this.waiting = waiting;
  }

  /**
   * A worker that declined is asked again once a heartbeat folded past its word shows a free slot.
   * So is the one that was meant: where its partitions have moved, another answers in its place,
   * and to ask it again before it has told of that would be in vain.
   */
  void folded(Entry entry, RunBook book) {
    if (entry.event() instanceof JournalEvent.Declined declined) {
      declinedAt.put(declined.owner().workerId(), entry.offset());
      book.find(declined.runId())
          .flatMap(Run::lastAttempt)
          .filter(attempt -> attempt.number() == declined.attempt())
          .ifPresent(attempt -> declinedAt.put(attempt.worker(), entry.offset()));
    }
  }

  /** Pairs what waits with what is free, and proposes it. */
  void dispatch(RunBook book) {
    DispatchPlan.openings(book, trusted(), waiting::dataset, proposals::isUndecided)
        .forEach(this::open);
  }

  private List<Heartbeat.OfWorker> trusted() {
    return workers.all().stream()
        .filter(workers::isFresh)
        .map(WorkerRegistry.Seen::heartbeat)
        .filter(w -> w.foldedOffset() >= declinedAt.getOrDefault(w.owner().workerId(), -1L))
        .toList();
  }

  private void open(DispatchPlan.Opening opening) {
    String workerId = opening.worker().owner().workerId();
    proposals.propose(
        new AttemptOpened(opening.run().id(), opening.attempt(), workerId, opening.datasetId()),
        openedAt -> send(opening, openedAt));
  }

  /** Only after the opening was read back, at its own offset, as counted. */
  private void send(DispatchPlan.Opening opening, long openedAt) {
    Run run = opening.run();
    Task task = new Task(run.id(), opening.attempt(), run.spec(), opening.datasetId(), openedAt);
    List<Integer> partitions = opening.worker().partitions();
    int partition = partitions.get((int) Math.floorMod(openedAt, (long) partitions.size()));
    var unused =
        tasks
            .send(partition, task)
            .whenComplete((sent, failure) -> tell(opening, partition, failure));
  }

  private static void tell(
      DispatchPlan.Opening opening, int partition, @Nullable Throwable failure) {
    var line =
        (failure == null ? LOG.atInfo() : LOG.atWarn())
            .addKeyValue("runId", opening.run().id())
            .addKeyValue("attempt", opening.attempt())
            .addKeyValue("partition", partition);
    if (failure == null) {
      line.log("handed to {}", opening.worker().owner().workerId());
    } else {
      line.log("the task was not sent; its claim will expire: {}", failure.getMessage());
    }
  }
}
