package io.trainyard.node.master;

import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.node.run.Attempt;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which run goes to which worker: a pure function of the book and the heartbeats. */
final class DispatchPlan {
  private static final Set<Attempt.Outcome> BAD =
      EnumSet.of(Attempt.Outcome.EXPIRED, Attempt.Outcome.LOST, Attempt.Outcome.FAILED);

  private DispatchPlan() {}

  /** A slot for a run. */
  record Opening(Run run, int attempt, Heartbeat.OfWorker worker, String datasetId) {}

  /**
   * Pairs queued runs, first come first served, with free slots.
   *
   * @param workers that live and whose heartbeat can be trusted to show a free slot
   * @param ready whether a run may start now, and with which dataset
   * @param busy runs whose last proposal is not decided yet
   */
  static List<Opening> openings(
      RunBook book,
      List<Heartbeat.OfWorker> workers,
      Function<Run, Optional<String>> ready,
      Predicate<String> busy) {
    Map<String, Integer> free = freeSlots(book, workers);
    List<Opening> openings = new ArrayList<>();
    for (String runId : book.queuedIds()) {
      Run run = book.find(runId).orElseThrow();
      Optional<Heartbeat.OfWorker> slot =
          workers.stream()
              .filter(w -> free.getOrDefault(w.owner().workerId(), 0) > 0)
              .min(preference(run));
      if (slot.isEmpty()) {
        break;
      }
      // The opening of a busy one is on its way to the journal, for a slot like this.
      boolean opened = busy.test(runId);
      Optional<String> dataset = opened ? Optional.empty() : ready.apply(run);
      if (dataset.isPresent()) {
        openings.add(new Opening(run, run.attempt() + 1, slot.get(), dataset.get()));
      }
      if (opened || dataset.isPresent()) {
        free.merge(slot.get().owner().workerId(), -1, Integer::sum);
      }
    }
    return openings;
  }

  /** A worker with which the last attempt came to nothing is asked again if there is no other. */
  private static Comparator<Heartbeat.OfWorker> preference(Run run) {
    String shunned =
        run.lastAttempt()
            .filter(last -> BAD.contains(last.outcome()))
            .map(Attempt::worker)
            .orElse("");
    return Comparator.<Heartbeat.OfWorker, Boolean>comparing(
            w -> w.owner().workerId().equals(shunned))
        .thenComparing(w -> w.owner().workerId());
  }

  /** What heartbeats offer, less what the book says was handed out since. */
  private static Map<String, Integer> freeSlots(RunBook book, List<Heartbeat.OfWorker> workers) {
    Map<String, Integer> taken = new HashMap<>();
    for (String runId : book.handed()) {
      book.find(runId)
          .map(run -> workerOf(run.phase()))
          .ifPresent(id -> taken.merge(id, 1, Integer::sum));
    }
    Map<String, Integer> free = new HashMap<>();
    for (Heartbeat.OfWorker worker : workers) {
      String id = worker.owner().workerId();
      boolean current =
          book.incarnation(id).orElse(-1) == worker.owner().incarnation()
              && !worker.partitions().isEmpty()
              && !worker.withoutJournal();
      int slots = worker.slots() - taken.getOrDefault(id, 0);
      free.put(id, current ? Math.min(worker.freeSlots(), slots) : 0);
    }
    return free;
  }

  private static String workerOf(Phase phase) {
    if (phase instanceof Phase.Open open) {
      return open.worker();
    }
    return phase instanceof Phase.Owned owned ? owned.owner().workerId() : "";
  }
}
