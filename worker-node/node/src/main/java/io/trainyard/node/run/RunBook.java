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
 * @param active runs that have not ended, by order of submission
 * @param workers the newest process of each worker, by worker id
 */
public record RunBook(
    long offset,
    PMap<String, Run> runs,
    PSet<String> removed,
    PSortedMap<Long, String> active,
    PMap<String, WorkerProcess> workers) {

  /** A worker's process: its incarnation is the offset of its WorkerStarted. */
  public record WorkerProcess(long incarnation, long pid, String address) {}

  public static final RunBook EMPTY =
      new RunBook(
          -1, HashTreePMap.empty(), HashTreePSet.empty(), TreePMap.empty(), HashTreePMap.empty());

  public Optional<Run> find(String runId) {
    return Optional.ofNullable(runs.get(runId));
  }

  /** The newest incarnation known of a worker. */
  public OptionalLong incarnation(String workerId) {
    WorkerProcess process = workers.get(workerId);
    return process == null ? OptionalLong.empty() : OptionalLong.of(process.incarnation());
  }

  /** Ids of the runs that have not ended, first submitted first. */
  public Collection<String> activeIds() {
    return active.values();
  }

  RunBook at(long newOffset) {
    return new RunBook(newOffset, runs, removed, active, workers);
  }

  RunBook with(Run run) {
    PSortedMap<Long, String> stillActive =
        run.hasEnded() ? active.minus(run.order()) : active.plus(run.order(), run.id());
    return new RunBook(offset, runs.plus(run.id(), run), removed, stillActive, workers);
  }

  RunBook without(Run run) {
    return new RunBook(
        offset, runs.minus(run.id()), removed.plus(run.id()), active.minus(run.order()), workers);
  }

  RunBook withWorker(String workerId, WorkerProcess process) {
    return new RunBook(offset, runs, removed, active, workers.plus(workerId, process));
  }

  @Nullable Run get(String runId) {
    return runs.get(runId);
  }
}
