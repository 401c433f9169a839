package io.trainyard.node.master;

import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.node.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** The newest heartbeat of each worker. Safe for use by any thread. */
public final class WorkerRegistry {
  /** Three heartbeats missed: no new attempt is opened for it, and people see it as lost. */
  static final Duration FRESH = Duration.ofSeconds(7);

  private final Map<String, Seen> newest = new ConcurrentHashMap<>();
  private final Timer timer;

  WorkerRegistry(Timer timer) {
    this.timer = timer;
  }

  /**
   * A worker's newest heartbeat.
   *
   * @param readAt on the monotonic clock
   * @param writtenAt by the broker's clock, for people
   */
  public record Seen(Heartbeat.OfWorker heartbeat, long readAt, Instant writtenAt) {}

  /** Takes a heartbeat in; one of an older process of the worker is passed over. */
  void hear(Heartbeat.OfWorker heartbeat, Instant writtenAt) {
    Seen seen = new Seen(heartbeat, timer.nanoTime(), writtenAt);
    newest.merge(heartbeat.owner().workerId(), seen, WorkerRegistry::newer);
  }

  private static Seen newer(Seen old, Seen next) {
    return next.heartbeat().owner().incarnation() >= old.heartbeat().owner().incarnation()
        ? next
        : old;
  }

  public List<Seen> all() {
    return List.copyOf(newest.values());
  }

  /** Whether a worker was heard of lately. */
  public boolean isFresh(Seen seen) {
    return timer.nanoTime() - seen.readAt() < FRESH.toNanos();
  }

  /** How many workers were heard of lately. */
  public int fresh() {
    return (int) newest.values().stream().filter(this::isFresh).count();
  }

  /** The highest incarnation heard of a worker. */
  OptionalLong incarnation(String workerId) {
    Seen seen = newest.get(workerId);
    return seen == null
        ? OptionalLong.empty()
        : OptionalLong.of(seen.heartbeat().owner().incarnation());
  }

  /** How far an attempt has come. */
  public Optional<RunProgress> progress(String runId, int attempt) {
    return newest.values().stream()
        .flatMap(seen -> seen.heartbeat().runs().stream())
        .filter(run -> run.runId().equals(runId) && run.attempt() == attempt)
        .findFirst();
  }
}
