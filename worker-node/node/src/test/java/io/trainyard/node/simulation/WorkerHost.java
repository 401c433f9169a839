package io.trainyard.node.simulation;

import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.node.worker.WorkerCore;
import io.trainyard.node.worker.WorkerPorts;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A machine with one worker: starts its process, and starts it again when it has ended. */
final class WorkerHost {
  private static long pids = 1_000;

  private final String id;
  private final Yard yard;
  private final Random random;
  private @Nullable VirtualProcess process;
  private @Nullable WorkerCore core;
  private @Nullable SeededLearner learner;
  private long pid;

  WorkerHost(String id, Yard yard, Random random) {
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

  Optional<WorkerCore> core() {
    return process().isPresent() ? Optional.ofNullable(core) : Optional.empty();
  }

  Optional<SeededLearning> learning() {
    return process().isPresent() && learner != null ? learner.current() : Optional.empty();
  }

  void start() {
    VirtualProcess begun = new VirtualProcess(id, yard.time());
    process = begun;
    core = null;
    pid = pids++;
    VirtualJournal journal = new VirtualJournal(yard.log(), begun, yard.faults());
    SeededLearner learns = new SeededLearner(begun, yard.store(), yard.points(), random);
    learner = learns;
    WorkerPorts ports =
        new WorkerPorts(
            journal,
            journal,
            begun,
            beat -> beat(begun, beat),
            learns,
            yard.time().clock(),
            why -> ended(begun));
    var unused =
        journal
            .folded(yard.log().end() - 1)
            .thenCompose(book -> WorkerCore.announce(ports, id, "http://" + id, pid))
            .thenAccept(
                announced -> {
                  core = announced;
                  announced.start();
                  announced.open();
                  yard.group().join(begun, announced);
                });
  }

  private CompletableFuture<?> beat(VirtualProcess from, Heartbeat beat) {
    return yard.send(from, beat);
  }

  /** As kill -9; the supervisor starts it again after a while, and mostly tells the masters. */
  void kill() {
    process().ifPresent(this::ended);
  }

  private void ended(VirtualProcess which) {
    if (!which.isAlive()) {
      return;
    }
    which.kill();
    long dead = pid;
    if (random.nextInt(10) < 7) {
      yard.time()
          .after(Duration.ofMillis(100 + random.nextInt(900)), () -> yard.tellExit(id, dead));
    }
    yard.time().after(Duration.ofMillis(1_000 + random.nextInt(7_000)), this::start);
  }

  /** As SIGTERM: it may hand over, then it is ended. */
  void terminate() {
    VirtualProcess old = process;
    WorkerCore leaving = core;
    if (old == null || leaving == null || !old.isAlive() || old.isStopped()) {
      return;
    }
    var unused = leaving.leave().thenRun(() -> ended(old));
    yard.time().after(Duration.ofSeconds(15), () -> ended(old));
  }
}
