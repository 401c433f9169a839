package io.trainyard.node.simulation;

import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.master.DatasetLookup;
import io.trainyard.node.master.MasterCore;
import io.trainyard.node.master.MasterPorts;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A machine with one master: starts its process, and starts it again when it has ended. */
final class MasterHost {
  private static final Duration TICK = Duration.ofMillis(250);

  private final String id;
  private final Yard yard;
  private final Random random;
  private @Nullable VirtualProcess process;
  private @Nullable VirtualJournal journal;
  private @Nullable MasterCore core;
  private int starts;

  MasterHost(String id, Yard yard, Random random) {
    this.id = id;
    this.yard = yard;
    this.random = random;
  }

  String id() {
    return id;
  }

  Optional<VirtualProcess> process() {
    return Optional.ofNullable(process).filter(VirtualProcess::isAlive);
  }

  /** Through which people's requests go, when it is up. */
  Optional<VirtualJournal> journal() {
    return core().isPresent() ? Optional.ofNullable(journal) : Optional.empty();
  }

  Optional<MasterCore> core() {
    return process().isPresent() ? Optional.ofNullable(core) : Optional.empty();
  }

  void start() {
    VirtualProcess begun = new VirtualProcess(id, yard.time());
    VirtualJournal reads = new VirtualJournal(yard.log(), begun, yard.faults());
    process = begun;
    journal = reads;
    core = null;
    String masterId = id + "-" + starts++;
    var unused = reads.folded(yard.log().end() - 1).thenAccept(book -> act(masterId, begun, reads));
  }

  private void act(String masterId, VirtualProcess begun, VirtualJournal reads) {
    MasterPorts ports =
        new MasterPorts(
            reads,
            begun,
            (partition, task) -> send(begun, partition, task),
            (master, number, folded) ->
                yard.send(
                    begun, new Heartbeat.Probe(master, number, folded, yard.time().instant())),
            ref -> new DatasetLookup.Answer.Ready("dataset"),
            random::nextDouble);
    MasterCore acting = new MasterCore(masterId, ports);
    core = acting;
    reads.listen(
        (entry, verdict, book) -> {
          acting.folded(entry, verdict, book);
          acting.tick();
        });
    yard.heartbeats()
        .read(
            begun,
            yard.faults(),
            heartbeat -> {
              acting.hear(heartbeat, yard.time().instant());
              acting.tick();
            });
    tick(begun, acting);
  }

  private void tick(VirtualProcess begun, MasterCore acting) {
    acting.tick();
    begun.after(TICK, () -> tick(begun, acting));
  }

  /** A task may be late, lost or doubled. */
  private CompletableFuture<?> send(VirtualProcess from, int partition, Task task) {
    if (!yard.faults().isReachable(from.name()) || yard.isUnlucky()) {
      return CompletableFuture.failedFuture(new IllegalStateException("not sent"));
    }
    yard.time()
        .after(
            Duration.ofMillis(1 + random.nextInt(yard.isUnlucky() ? 20_000 : 50)),
            () -> yard.group().send(partition, task));
    if (yard.isUnlucky()) {
      yard.group().send(partition, task);
    }
    return CompletableFuture.completedFuture(partition);
  }

  void exited(String workerId, long pid) {
    process().ifPresent(begun -> begun.run(() -> core().ifPresent(c -> c.exited(workerId, pid))));
  }

  /** Whether it acts, reaches the brokers and has folded all but what is on its way. */
  boolean stands() {
    return process().filter(p -> !p.isStopped()).isPresent()
        && yard.faults().reachesJournal(id)
        && journal().filter(j -> j.book().offset() >= yard.log().end() - 20).isPresent();
  }

  /** As kill -9; it is started again after a while. */
  void kill() {
    process()
        .ifPresent(
            begun -> {
              begun.kill();
              yard.time().after(Duration.ofMillis(1_000 + random.nextInt(6_000)), this::start);
            });
  }
}
