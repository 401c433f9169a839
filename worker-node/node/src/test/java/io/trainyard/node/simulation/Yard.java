package io.trainyard.node.simulation;

import io.trainyard.contract.telemetry.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** What all processes of a simulated yard share, and the processes. */
final class Yard {
  private final VirtualTime time = new VirtualTime();
  private final VirtualLog log = new VirtualLog(time);
  private final VirtualTopic<Heartbeat> heartbeats = new VirtualTopic<>();
  private final VirtualStore store = new VirtualStore();
  private final Points points = new Points();
  private final SeededFaults faults;
  private final VirtualGroup group;
  private final Random random;
  private final List<MasterHost> masters = new ArrayList<>();
  private final List<WorkerHost> workers = new ArrayList<>();
  private final Strangers strangers;
  private final boolean lucky;
  private LongConsumer exits = pid -> {};
  private double unlucky;

  /**
   * Builds a yard that is not started yet.
   *
   * @param share of appends and tasks with which something goes wrong
   */
  Yard(long seed, int masterCount, int workerCount, double share) {
    this.random = new Random(seed);
    this.faults = new SeededFaults(seed ^ 0x5eed, share);
    this.unlucky = share;
    this.lucky = share == 0;
    this.group = new VirtualGroup(time, faults);
    this.strangers = new Strangers(log, time, new Random(seed ^ 0x57a9));
    for (int i = 1; i <= masterCount; i++) {
      masters.add(new MasterHost("master-" + i, this, random));
    }
    for (int i = 1; i <= workerCount; i++) {
      workers.add(new WorkerHost("worker-" + i, this, random));
    }
  }

  void start() {
    masters.forEach(MasterHost::start);
    workers.forEach(WorkerHost::start);
  }

  VirtualTime time() {
    return time;
  }

  VirtualLog log() {
    return log;
  }

  VirtualTopic<Heartbeat> heartbeats() {
    return heartbeats;
  }

  VirtualStore store() {
    return store;
  }

  Points points() {
    return points;
  }

  SeededFaults faults() {
    return faults;
  }

  VirtualGroup group() {
    return group;
  }

  Random random() {
    return random;
  }

  List<MasterHost> masters() {
    return masters;
  }

  List<WorkerHost> workers() {
    return workers;
  }

  Strangers strangers() {
    return strangers;
  }

  /** Whether no append or task ever goes wrong of itself: what is due then happens in time. */
  boolean isLucky() {
    return lucky;
  }

  boolean isUnlucky() {
    return random.nextDouble() < unlucky;
  }

  /** From now on nothing goes wrong any more but what has begun. */
  void calm() {
    unlucky = 0;
    faults.calm();
  }

  /** A record for the heartbeats topic: late, and lost while its sender is cut off. */
  CompletableFuture<?> send(VirtualProcess from, Heartbeat heartbeat) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    if (!faults.isReachable(from.name())) {
      from.after(
          Duration.ofSeconds(4),
          () -> sent.completeExceptionally(new IllegalStateException("no broker answers")));
      return sent;
    }
    time.after(
        Duration.ofMillis(1 + random.nextInt(30)),
        () -> {
          heartbeats.append(heartbeat);
          from.run(() -> sent.complete(null));
        });
    return sent;
  }

  /** Hears of each supervisor's word. */
  void onExitTold(LongConsumer hears) {
    exits = hears;
  }

  /** A supervisor's word to the masters that are up. */
  void tellExit(String workerId, long pid) {
    exits.accept(pid);
    masters.forEach(master -> master.exited(workerId, pid));
  }
}
