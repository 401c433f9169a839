package io.trainyard.node.master;

import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Verdict;
import java.time.Instant;

/**
 * A master's logic: what it sees goes in, what it proposes goes to its ports. It has no thread, no
 * clock and no I/O of its own; all calls come from one thread but for {@link #exited}. Any number
 * of masters may act on one journal. Calling {@link #tick} often, and after whatever goes in, makes
 * it quick.
 */
public final class MasterCore {
  private final MasterPorts ports;
  private final WorkerRegistry workers;
  private final Liveness liveness;
  private final LostOwners lost;
  private final Backoff backoff;
  private final Waiting waiting;
  private final Proposals proposals;
  private final Unclaimed unclaimed;
  private final Dispatcher dispatcher;
  private final Prober prober;

  /**
   * Begins to act. The journal has been folded to its end by now: what is owned already was claimed
   * before this master began.
   *
   * @param masterId of this process alone: no other master, and no earlier process of this one, may
   *     have used it
   */
  public MasterCore(String masterId, MasterPorts ports) {
    this.ports = ports;
    this.workers = new WorkerRegistry(ports.timer());
    this.liveness = new Liveness(masterId, ports.timer());
    this.lost = new LostOwners(liveness, workers, ports.journal().book());
    this.backoff = new Backoff(ports.timer(), ports.jitter());
    this.waiting = new Waiting(ports.datasets(), workers, backoff);
    this.proposals = new Proposals(ports.journal());
    this.unclaimed = new Unclaimed(ports.timer());
    this.dispatcher = new Dispatcher(proposals, ports.tasks(), workers, waiting);
    this.prober = new Prober(masterId, ports.probes(), ports.timer());
  }

  /**
   * The next record of the heartbeats topic, in its order.
   *
   * @param writtenAt by the broker's clock, for people
   */
  public void hear(Heartbeat heartbeat, Instant writtenAt) {
    liveness.hear(heartbeat);
    lost.hear(heartbeat);
    if (heartbeat instanceof Heartbeat.OfWorker worker) {
      workers.hear(worker, writtenAt);
    }
  }

  /** The next entry that this node's journal has folded. */
  public void folded(Entry entry, Verdict verdict, RunBook book) {
    dispatcher.folded(entry, book);
  }

  /** A supervisor says that a worker's process has ended. Safe for use by any thread. */
  public void exited(String workerId, long pid) {
    lost.exited(workerId, pid, ports.journal().book());
  }

  /** Looks once at the book and the heartbeats and proposes what follows. */
  public void tick() {
    Journal journal = ports.journal();
    RunBook book = journal.book();
    prober.tick(book.offset());
    if (journal.needsUpgrade()) {
      return;
    }
    unclaimed.find(book).forEach(proposals::propose);
    lost.find(book).forEach(proposals::propose);
    dispatcher.dispatch(book);
    backoff.retain(book);
  }

  /** The workers heard of; safe for use by any thread. */
  public WorkerRegistry workers() {
    return workers;
  }

  /** Why runs wait; safe for use by any thread. */
  public Waiting waiting() {
    return waiting;
  }

  /** How often this master's probes stood still for more than 5 s; any thread may ask. */
  public long probeGaps() {
    return liveness.gaps();
  }
}
