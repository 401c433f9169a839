package io.trainyard.launcher.cli.soak;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.cluster.AuditReport;
import io.trainyard.contract.cluster.WorkerView;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.await.Awaited;
import io.trainyard.launcher.cli.await.Lookout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * After the last fault: waits until all is well and all runs have ended, then checks what was
 * promised. For one thread, once.
 */
final class Ending {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration HEALING = Duration.ofMinutes(4);
  private static final Duration SLOTS = Duration.ofSeconds(30);
  private static final Duration HEARING = Duration.ofSeconds(20);
  private static final Duration AUDITING = Duration.ofMinutes(2);
  private static final int WAITING_MINUTES = 10;

  private final TrainyardClient master;
  private final Recovery recovery;
  private final Lookout lookout;
  private final Ledger ledger;
  private final Orders orders;
  private final HeardYard heard;
  private final Screen screen;
  private final List<String> violations = new ArrayList<>();
  // Looked at by the lookout's thread, too.
  private final Map<String, RunView> runs = new ConcurrentSkipListMap<>();
  private volatile int missing;
  private volatile @Nullable AuditReport audit;

  Ending(
      TrainyardClient master,
      Recovery recovery,
      Lookout lookout,
      Ledger ledger,
      Orders orders,
      HeardYard heard,
      Screen screen) {
    this.master = master;
    this.recovery = recovery;
    this.lookout = lookout;
    this.ledger = ledger;
    this.orders = orders;
    this.heard = heard;
    this.screen = screen;
  }

  /**
   * Waits and checks.
   *
   * @param longest for the runs' ends
   */
  void check(Duration longest) throws InterruptedException {
    screen.notice("Faults are over; waiting until all is up ...");
    if (!holds(recovery::isUp, HEALING)) {
      violations.add("The box was not well again " + HEALING.toMinutes() + " minutes afterwards.");
    }
    screen.notice("Waiting until " + ledger.accepted().size() + " runs have ended ...");
    if (!holds(() -> orders.resumeAll() && allEnded(), longest)) {
      ledger.accepted().forEach(this::tellUnended);
    }
    if (!holds(this::slotsAreFree, SLOTS)) {
      violations.add("I8: not all slots are free though all runs have ended.");
    }
    stream();
    audit();
    violations.addAll(ledger.unexpected());
  }

  /** Reads what has not ended yet; a run that is not there is told once and not waited for. */
  private boolean allEnded() {
    for (String id : ledger.accepted()) {
      RunView known = runs.get(id);
      if (known == null || !known.state().isTerminal()) {
        read(id);
      }
    }
    return ledger.accepted().stream()
        .map(runs::get)
        .allMatch(run -> run != null && run.state().isTerminal());
  }

  private void read(String id) {
    try {
      runs.put(id, master.runs().find(id));
    } catch (TrainyardException e) {
      if (e.code() == ErrorCode.RUN_NOT_FOUND) {
        runs.remove(id);
      }
    }
  }

  private void tellUnended(String id) {
    RunView run = runs.get(id);
    if (run == null) {
      violations.add("I2: run " + id + " was accepted and is not known.");
    } else if (!run.state().isTerminal()) {
      violations.add("I7: run " + id + " is still " + run.state() + ": " + run.reason());
    }
  }

  private boolean slotsAreFree() {
    try {
      List<WorkerView> workers = master.cluster().workers().workers();
      return workers.stream().filter(worker -> worker.status().equals("UP")).count()
              == SoakBox.TOPOLOGY.workers()
          && workers.stream().allMatch(worker -> worker.freeSlots() == worker.slots());
    } catch (TrainyardException e) {
      return false;
    }
  }

  private void stream() throws InterruptedException {
    if (!holds(this::allHeard, HEARING) && !heard.figures().declared()) {
      violations.add(
          missing < 0
              ? "I6: the history could not be read to compare it with the live stream."
              : "I6: " + missing + " points were never heard live and no gap was declared.");
    }
    if (heard.figures().doubled() > 0) {
      violations.add("I6: " + heard.figures().doubled() + " events came twice without a reset.");
    }
  }

  private boolean allHeard() {
    try {
      int unheard = 0;
      for (String id : runs.keySet()) {
        unheard += heard.missing(master.runs().metrics(id).metrics());
      }
      missing = unheard;
      return unheard == 0;
    } catch (TrainyardException e) {
      missing = -1;
      return false;
    }
  }

  private void audit() throws InterruptedException {
    screen.notice("Auditing ...");
    boolean done = holds(this::isAudited, AUDITING);
    AuditReport report = audit;
    if (!done || report == null) {
      violations.add("The audit could not be made.");
      return;
    }
    report
        .violations()
        .forEach(
            v -> violations.add("Audit, " + v.invariant() + " " + v.runId() + ": " + v.what()));
  }

  private boolean isAudited() {
    try {
      audit = master.cluster().audit(WAITING_MINUTES);
      return true;
    } catch (TrainyardException e) {
      screen.notice("No audit yet: " + e.problem().detail());
      return false;
    }
  }

  /** False when it does not hold within the limit. */
  private boolean holds(BooleanSupplier condition, Duration limit) throws InterruptedException {
    CompletableFuture<Boolean> seen =
        lookout.until(() -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(), LOOK);
    boolean done = Awaited.isDone(seen, limit);
    seen.cancel(false);
    return done;
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  Tally tally() {
    return Tally.of(List.copyOf(runs.values()));
  }

  int missing() {
    return missing;
  }

  @Nullable AuditReport report() {
    return audit;
  }
}
