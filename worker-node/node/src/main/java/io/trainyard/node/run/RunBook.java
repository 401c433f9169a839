package io.trainyard.node.run;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
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
 * @param order run ids by the offset of their Submitted
 * @param removed ids of removed runs: they stay taken
 * @param queued runs that wait for a slot, by their place in the queue
 * @param handed runs that are open or owned
 * @param workers the newest process of each worker, by worker id
 */
public record RunBook(
    long offset,
    PMap<String, Run> runs,
    PSortedMap<Long, String> order,
    PSet<String> removed,
    PSortedMap<Place, String> queued,
    PSet<String> handed,
    PMap<String, WorkerProcess> workers) {

  /** A worker's process: its incarnation is the offset of its WorkerStarted. */
  public record WorkerProcess(long incarnation, long pid, String address) {}

  /** A place in the queue: higher priorities first, then first submitted first. */
  public record Place(int priority, long order) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return priority == other.priority
          ? Long.compare(order, other.order)
          : Integer.compare(other.priority, priority);
    }
  }

  public static final RunBook EMPTY =
      new RunBook(
          -1,
          HashTreePMap.empty(),
          TreePMap.empty(),
          HashTreePSet.empty(),
          TreePMap.empty(),
          HashTreePSet.empty(),
          HashTreePMap.empty());

  /** The book again that held these. */
  public static RunBook restored(
      long offset,
      Collection<Run> runs,
      Collection<String> removed,
      Map<String, WorkerProcess> workers) {
    RunBook book = EMPTY.at(offset);
    for (Run run : runs) {
      book = book.with(run);
    }
    return new RunBook(
        offset,
        book.runs,
        book.order,
        HashTreePSet.from(removed),
        book.queued,
        book.handed,
        HashTreePMap.from(workers));
  }

  /** All runs, the last submitted first. */
  public Stream<Run> newestFirst() {
    return order.descendingMap().values().stream().map(id -> Objects.requireNonNull(runs.get(id)));
  }

  public Optional<Run> find(String runId) {
    return Optional.ofNullable(runs.get(runId));
  }

  /** The newest incarnation known of a worker. */
  public OptionalLong incarnation(String workerId) {
    WorkerProcess process = workers.get(workerId);
    return process == null ? OptionalLong.empty() : OptionalLong.of(process.incarnation());
  }

  /** Ids of the runs that wait for a slot, the next first. */
  public Collection<String> queuedIds() {
    return queued.values();
  }

  /** The book after a record that changes nothing. */
  public RunBook at(long newOffset) {
    return new RunBook(newOffset, runs, order, removed, queued, handed, workers);
  }

  /** How many runs go before this one. */
  public int before(Run run) {
    return queued.headMap(run.place()).size();
  }

  RunBook with(Run run) {
    boolean held = run.phase() instanceof Phase.Open || run.phase() instanceof Phase.Owned;
    Run was = runs.get(run.id());
    PSortedMap<Place, String> others = was == null ? queued : queued.minus(was.place());
    return new RunBook(
        offset,
        runs.plus(run.id(), run),
        was == null ? order.plus(run.order(), run.id()) : order,
        removed,
        run.phase() instanceof Phase.Queued ? others.plus(run.place(), run.id()) : others,
        held ? handed.plus(run.id()) : handed.minus(run.id()),
        workers);
  }

  RunBook without(Run run) {
    return new RunBook(
        offset,
        runs.minus(run.id()),
        order.minus(run.order()),
        removed.plus(run.id()),
        queued,
        handed,
        workers);
  }

  RunBook withWorker(String workerId, WorkerProcess process) {
    return new RunBook(
        offset, runs, order, removed, queued, handed, workers.plus(workerId, process));
  }

  @Nullable Run get(String runId) {
    return runs.get(runId);
  }
}
