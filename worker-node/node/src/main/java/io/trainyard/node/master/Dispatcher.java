package io.trainyard.node.master;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.ClaimExpired;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.messaging.RecordSender;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens attempts for free slots and closes what nobody claims or whose worker is gone. {@link
 * #tick} belongs to one thread, the master's; it never waits.
 */
public final class Dispatcher implements Journal.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  static final Duration CLAIM_LIMIT = Duration.ofSeconds(15);

  private final Journal journal;
  private final RecordSender tasks;
  private final WorkerRegistry workers;
  private final Waiting waiting;
  private final LostOwners lost;
  private final LongSupplier nanoTime;
  private final Set<String> undecided = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> declinedAt = new ConcurrentHashMap<>();
  private final Map<String, OpenSince> open = new HashMap<>();

  private record OpenSince(int attempt, long since) {}

  public Dispatcher(
      Journal journal,
      RecordSender tasks,
      WorkerRegistry workers,
      Waiting waiting,
      LostOwners lost,
      LongSupplier nanoTime) {
    this.journal = journal;
    this.tasks = tasks;
    this.workers = workers;
    this.waiting = waiting;
    this.lost = lost;
    this.nanoTime = nanoTime;
  }

  /**
   * A worker that declined is asked again once a heartbeat folded past its word shows a free slot.
   */
  @Override
  public void folded(Entry entry, Verdict verdict, RunBook book) {
    if (entry.event() instanceof JournalEvent.Declined declined) {
      declinedAt.put(declined.owner().workerId(), entry.offset());
    }
  }

  /** Looks once at the book and the heartbeats and proposes what follows. */
  public void tick() {
    if (journal.needsUpgrade()) {
      return;
    }
    RunBook book = journal.book();
    expireUnclaimed(book);
    lost.find(book).forEach(event -> propose(event.runId(), event));
    DispatchPlan.openings(book, trusted(), waiting::dataset, undecided::contains)
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
    String runId = opening.run().id();
    String workerId = opening.worker().owner().workerId();
    undecided.add(runId);
    var unused =
        journal
            .propose(new AttemptOpened(runId, opening.attempt(), workerId, opening.datasetId()))
            .whenComplete(
                (read, failure) -> {
                  undecided.remove(runId);
                  if (failure != null) {
                    LOG.atWarn()
                        .addKeyValue("runId", runId)
                        .log("no attempt opened: {}", failure.getMessage());
                  } else if (read.verdict().counted()) {
                    send(opening, read.offset());
                  }
                });
  }

  /** Only after the opening was read back, at its own offset, as counted. */
  private void send(DispatchPlan.Opening opening, long openedAt) {
    Run run = opening.run();
    Task task = new Task(run.id(), opening.attempt(), run.spec(), opening.datasetId(), openedAt);
    List<Integer> partitions = opening.worker().partitions();
    int partition = partitions.get((int) Math.floorMod(openedAt, (long) partitions.size()));
    var unused =
        tasks
            .send(Topics.TASKS, partition, run.id(), task)
            .whenComplete(
                (metadata, failure) -> {
                  if (failure != null) {
                    LOG.atWarn()
                        .addKeyValue("runId", run.id())
                        .log(
                            "the task was not sent; its claim will expire: {}",
                            failure.getMessage());
                  } else {
                    LOG.atInfo()
                        .addKeyValue("runId", run.id())
                        .addKeyValue("attempt", opening.attempt())
                        .addKeyValue("partition", partition)
                        .log("handed to {}", opening.worker().owner().workerId());
                  }
                });
  }

  private void expireUnclaimed(RunBook book) {
    long now = nanoTime.getAsLong();
    open.keySet().retainAll(book.handed());
    for (String runId : book.handed()) {
      Optional<Phase.Open> phase =
          book.find(runId)
              .map(Run::phase)
              .filter(Phase.Open.class::isInstance)
              .map(Phase.Open.class::cast);
      if (phase.isEmpty()) {
        open.remove(runId);
        continue;
      }
      int attempt = phase.get().attempt();
      OpenSince since =
          open.merge(
              runId,
              new OpenSince(attempt, now),
              (old, next) -> old.attempt() == attempt ? old : next);
      if (now - since.since() > CLAIM_LIMIT.toNanos()) {
        propose(runId, new ClaimExpired(runId, attempt));
      }
    }
  }

  private void propose(String runId, JournalEvent event) {
    if (!undecided.add(runId)) {
      return;
    }
    var unused =
        journal
            .propose(event)
            .whenComplete(
                (read, failure) -> {
                  undecided.remove(runId);
                  if (failure != null) {
                    LOG.atWarn()
                        .addKeyValue("runId", runId)
                        .log("not recorded: {}", failure.getMessage());
                  }
                });
  }
}
