package io.trainyard.node.worker;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.Story;
import io.trainyard.node.simulation.SeededFaults;
import io.trainyard.node.simulation.VirtualBlobs;
import io.trainyard.node.simulation.VirtualLearner;
import io.trainyard.node.simulation.VirtualLearning;
import io.trainyard.node.simulation.VirtualLog;
import io.trainyard.node.simulation.VirtualTime;
import io.trainyard.node.simulation.VirtualWorker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** One worker in virtual time; the test is the master. */
final class WorkerYard {
  static final String RUN = "r1";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  final VirtualTime time = new VirtualTime();
  final VirtualLog log = new VirtualLog(time);
  final VirtualBlobs blobs = new VirtualBlobs();
  final SeededFaults faults = new SeededFaults(1, 0);
  private long pid = 100;

  VirtualWorker worker(String id) {
    VirtualWorker worker =
        new VirtualWorker(
            id, pid++, time, log, faults, blobs, VirtualLearner.Settings.usual(), beat -> {});
    await(worker::isAnnounced);
    pass(Duration.ofSeconds(1));
    return worker;
  }

  void submit() {
    log.append(Submitted.of(RUN, Story.spec(), "hash"));
  }

  /** Opens the run's next attempt and hands its task to a worker. */
  Task open(VirtualWorker worker) {
    int attempt = run().attempt() + 1;
    String id = worker.process().name();
    long offset = log.append(new AttemptOpened(RUN, attempt, id, "dataset"));
    Task task = new Task(RUN, attempt, Story.spec(), "dataset", offset);
    var unused = worker.core().offer(task);
    return task;
  }

  /** A worker that learns and has done some iterations. */
  VirtualWorker learning(String id) {
    VirtualWorker worker = worker(id);
    if (log.book().find(RUN).isEmpty()) {
      submit();
    }
    open(worker);
    await(() -> state() == RunState.RUNNING);
    await(() -> learning(worker).iteration() > learning(worker).assignment().attempt());
    return worker;
  }

  static VirtualLearning learning(VirtualWorker worker) {
    return worker.learner().last();
  }

  void lose(String why) {
    Run run = run();
    Owner owner = Objects.requireNonNull(run.lastAttempt().orElseThrow().owner());
    log.append(new AttemptLost(RUN, run.attempt(), owner, why));
  }

  Run run() {
    return log.book().find(RUN).orElseThrow();
  }

  RunState state() {
    return run().state();
  }

  void pass(Duration duration) {
    time.advance(duration);
  }

  void await(BooleanSupplier holds) {
    if (!time.advanceUntil(holds, LIMIT)) {
      throw new AssertionError("it did not come to pass; the journal: " + log.entries());
    }
  }

  /** The counted events of a type, in order. */
  <T extends JournalEvent> List<T> counted(Class<T> type) {
    return log.entries().stream()
        .filter(entry -> log.verdict(entry.offset()).counted())
        .map(Entry::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  <T extends JournalEvent> List<T> said(Class<T> type) {
    return log.entries().stream()
        .map(Entry::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
