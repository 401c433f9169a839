package io.trainyard.node.simulation;

import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.node.worker.WorkerCore;
import io.trainyard.node.worker.WorkerPorts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process of a worker: the real core on a virtual process, journal and learner. */
public final class VirtualWorker {
  private final VirtualProcess process;
  private final VirtualJournal journal;
  private final VirtualLearner learner;
  private final List<Heartbeat.OfWorker> heartbeats = new ArrayList<>();
  private final CompletableFuture<WorkerCore> announced;
  private @Nullable String endedBecause;

  /**
   * Starts the process: it reads the journal, then announces itself and is open for runs.
   *
   * @param pid of the process
   * @param onHeartbeat given each heartbeat as it is sent
   */
  public VirtualWorker(
      String workerId,
      long pid,
      VirtualTime time,
      VirtualLog log,
      LogFaults faults,
      VirtualBlobs blobs,
      VirtualLearner.Settings settings,
      Consumer<Heartbeat.OfWorker> onHeartbeat) {
    this.process = new VirtualProcess(workerId, time);
    this.journal = new VirtualJournal(log, process, faults);
    this.learner = new VirtualLearner(process, blobs, settings);
    WorkerPorts ports =
        new WorkerPorts(
            journal,
            journal,
            process,
            beat -> send(beat, onHeartbeat),
            learner,
            time.clock(),
            this::halt);
    this.announced =
        journal
            .folded(log.end() - 1)
            .thenCompose(book -> WorkerCore.announce(ports, workerId, "http://" + workerId, pid));
    var unused = announced.thenAccept(VirtualWorker::open);
  }

  private static void open(WorkerCore core) {
    core.start();
    core.open();
  }

  private CompletableFuture<?> send(
      Heartbeat.OfWorker beat, Consumer<Heartbeat.OfWorker> onHeartbeat) {
    heartbeats.add(beat);
    onHeartbeat.accept(beat);
    return CompletableFuture.completedFuture(beat);
  }

  private void halt(String why) {
    endedBecause = endedBecause == null ? why : endedBecause;
    process.kill();
  }

  public VirtualProcess process() {
    return process;
  }

  public VirtualJournal journal() {
    return journal;
  }

  public VirtualLearner learner() {
    return learner;
  }

  /** The core, once the process has announced itself. */
  public WorkerCore core() {
    return announced.join();
  }

  public boolean isAnnounced() {
    return announced.isDone();
  }

  /** Sent so far. */
  public List<Heartbeat.OfWorker> heartbeats() {
    return List.copyOf(heartbeats);
  }

  /** Why it ended itself; null while it has not. */
  public @Nullable String endedBecause() {
    return endedBecause;
  }
}
