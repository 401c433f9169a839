package io.trainyard.node.master;

import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.node.time.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells who is not heard of any more, by what is read from the heartbeats topic and in its order. A
 * silence is measured in this master's own probes, which travel as heartbeats do: where they do not
 * pass, nobody's silence means anything. Belongs to one thread.
 */
final class Liveness {
  /** So many probes without a heartbeat among them are a silence; with one every 2 s, 14 s. */
  static final int PROBES = 7;

  /** A longer time between two probes says that they or this master stood still. */
  static final Duration GAP = Duration.ofSeconds(5);

  private final String masterId;
  private final Timer timer;
  private final Deque<Passed> probes = new ArrayDeque<>();
  private final Map<Owner, Long> lastBeats = new HashMap<>();
  private long read;
  private long newestProbe = -1;
  private long lastProbeAt;
  private Since now = new Since(0, 0);
  private volatile long gaps;

  /** A probe read back: its place among the records read, and what it had folded. */
  private record Passed(long place, long foldedOffset) {}

  /**
   * A moment in probe time, which runs while probes pass and begins anew after a gap.
   *
   * @param span counts the gaps
   */
  record Since(long span, long nanos) {}

  /**
   * Begins knowing nothing.
   *
   * @param masterId of this process alone; other masters' probes are passed over
   */
  Liveness(String masterId, Timer timer) {
    this.masterId = masterId;
    this.timer = timer;
  }

  /** Takes in the topic's next record. */
  void hear(Heartbeat heartbeat) {
    read++;
    if (heartbeat instanceof Heartbeat.OfWorker worker) {
      if (!worker.withoutJournal()) {
        lastBeats.put(worker.owner(), read);
      }
    } else if (heartbeat instanceof Heartbeat.Probe probe
        && probe.masterId().equals(masterId)
        && probe.number() > newestProbe) {
      pass(probe);
    }
  }

  private void pass(Heartbeat.Probe probe) {
    long at = timer.nanoTime();
    long passed = at - lastProbeAt;
    boolean first = newestProbe < 0;
    newestProbe = probe.number();
    lastProbeAt = at;
    if (first || passed > GAP.toNanos()) {
      gaps = first ? 0 : gaps + 1;
      probes.clear();
      now = new Since(now.span() + 1, 0);
    } else {
      now = new Since(now.span(), now.nanos() + passed);
    }
    probes.addLast(new Passed(read, probe.foldedOffset()));
    if (probes.size() > PROBES) {
      probes.removeFirst();
    }
    long oldest = probes.getFirst().place();
    lastBeats.values().removeIf(beat -> beat < oldest);
  }

  /**
   * Whether enough probes passed since the later of an owner's claim and its last heartbeat.
   *
   * @param claimedAt the journal offset of the claim
   */
  boolean isUnheard(Owner owner, long claimedAt) {
    if (probes.size() < PROBES) {
      return false;
    }
    Passed oldest = probes.getFirst();
    return oldest.foldedOffset() >= claimedAt
        && oldest.place() > lastBeats.getOrDefault(owner, -1L);
  }

  /** The present, to be given to {@link #passedSince} later. */
  Since now() {
    return now;
  }

  /** Probe time since then; zero when a gap lies between. */
  Duration passedSince(Since then) {
    return then.span() == now.span() ? Duration.ofNanos(now.nanos() - then.nanos()) : Duration.ZERO;
  }

  /** How often probes stood still; any thread may ask. */
  long gaps() {
    return gaps;
  }
}
