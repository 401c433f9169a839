package io.trainyard.node.master;

import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.telemetry.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The newest heartbeat of each worker. Safe for use by any thread. */
public final class WorkerRegistry {
  /** Three heartbeats missed: no new attempt is opened for it, and people see it as lost. */
  static final Duration FRESH = Duration.ofSeconds(7);

  private final Map<String, Seen> newest = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  /**
   * Begins empty.
   *
   * @param nanoTime a monotonic clock, such as {@code System::nanoTime}
   */
  public WorkerRegistry(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * A worker's newest heartbeat.
   *
   * @param readAt on the monotonic clock
   * @param writtenAt by the broker's clock, for people
   */
  public record Seen(Heartbeat.OfWorker heartbeat, long readAt, Instant writtenAt) {}

  /** Takes a heartbeat in; one of an older process of the worker is passed over. */
  public void hear(Heartbeat heartbeat, Instant writtenAt) {
    if (heartbeat instanceof Heartbeat.OfWorker ofWorker) {
      Seen seen = new Seen(ofWorker, nanoTime.getAsLong(), writtenAt);
      newest.merge(ofWorker.owner().workerId(), seen, WorkerRegistry::newer);
    }
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
    return nanoTime.getAsLong() - seen.readAt() < FRESH.toNanos();
  }

  /** How far an attempt has come. */
  public Optional<RunProgress> progress(String runId, int attempt) {
    return newest.values().stream()
        .flatMap(seen -> seen.heartbeat().runs().stream())
        .filter(run -> run.runId().equals(runId) && run.attempt() == attempt)
        .findFirst();
  }

  /** Forgets a worker whose process is known to have ended. */
  public void forget(String workerId) {
    newest.remove(workerId);
  }
}
