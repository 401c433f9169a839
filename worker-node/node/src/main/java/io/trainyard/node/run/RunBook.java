package io.trainyard.node.run;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * All runs and workers after some offset of the journal. Immutable and shared between threads: the
 * next book is a new one that shares what did not change.
 *
 * @param offset the last one folded, -1 before the first
 * @param runs by id
 * @param removed ids of removed runs: they stay taken
 * @param queued runs that wait for a slot, by order of submission
 * @param handed runs that are open or owned
 * @param workers the newest process of each worker, by worker id
 */
public record RunBook(
    long offset,
    PMap<String, Run> runs,
    PSet<String> removed,
    PSortedMap<Long, String> queued,
    PSet<String> handed,
    PMap<String, WorkerProcess> workers) {

  /** A worker's process: its incarnation is the offset of its WorkerStarted. */
  public record WorkerProcess(long incarnation, long pid, String address) {}

  public static final RunBook EMPTY =
      new RunBook(
          -1,
          HashTreePMap.empty(),
          HashTreePSet.empty(),
          TreePMap.empty(),
          HashTreePSet.empty(),
          HashTreePMap.empty());

  public Optional<Run> find(String runId) {
    return Optional.ofNullable(runs.get(runId));
  }

  /** The newest incarnation known of a worker. */
  public OptionalLong incarnation(String workerId) {
    WorkerProcess process = workers.get(workerId);
    return process == null ? OptionalLong.empty() : OptionalLong.of(process.incarnation());
  }

  /** Ids of the runs that wait for a slot, first submitted first. */
  public Collection<String> queuedIds() {
    return queued.values();
  }

  /** The book after a record that changes nothing. */
  public RunBook at(long newOffset) {
    return new RunBook(newOffset, runs, removed, queued, handed, workers);
  }

  RunBook with(Run run) {
    boolean waits = run.phase() instanceof Phase.Queued;
    boolean held = !waits && !run.hasEnded();
    return new RunBook(
        offset,
        runs.plus(run.id(), run),
        removed,
        waits ? queued.plus(run.order(), run.id()) : queued.minus(run.order()),
        held ? handed.plus(run.id()) : handed.minus(run.id()),
        workers);
  }

  RunBook without(Run run) {
    return new RunBook(
        offset, runs.minus(run.id()), removed.plus(run.id()), queued, handed, workers);
  }

  RunBook withWorker(String workerId, WorkerProcess process) {
    return new RunBook(offset, runs, removed, queued, handed, workers.plus(workerId, process));
  }

  @Nullable Run get(String runId) {
    return runs.get(runId);
  }
}
