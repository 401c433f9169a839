package io.trainyard.launcher.cli.soak;

import io.trainyard.client.RunsClient;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SteerRequest;
import java.util.List;
import java.util.SplittableRandom;

/** Pauses, resumes, steers, moves and cancels a run now and then. For one thread. */
final class Orders {
  private static final int NEWEST = 50;

  private final RunsClient runs;
  private final Ledger ledger;
  private final SplittableRandom random;

  Orders(RunsClient runs, Ledger ledger, long seed) {
    this.runs = runs;
    this.ledger = ledger;
    this.random = new SplittableRandom(seed);
  }

  /** Gives one order to one run, if there is one that has not ended. */
  void tick() {
    try {
      List<RunView> living =
          runs.list(RunQuery.all(NEWEST)).runs().stream()
              .filter(run -> !run.state().isTerminal())
              .toList();
      if (!living.isEmpty()) {
        order(living.get(random.nextInt(living.size())));
      }
    } catch (TrainyardException e) {
      ledger.orderRefused("list", e);
    }
  }

  private void order(RunView run) {
    if (run.state() == RunState.PAUSED) {
      give("resume", () -> runs.resume(run.runId()));
      return;
    }
    int choice = random.nextInt(10);
    if (choice < 4) {
      give("pause", () -> runs.pause(run.runId()));
    } else if (choice < 5) {
      give("cancel", () -> runs.cancel(run.runId()));
    } else if (choice < 8) {
      double rate = 0.0005 * random.nextInt(1, 5);
      give("steer", () -> runs.steer(run.runId(), new SteerRequest(rate, null)));
    } else {
      give("prioritize", () -> runs.prioritize(run.runId(), random.nextInt(-5, 6)));
    }
  }

  private void give(String what, Runnable order) {
    try {
      order.run();
      ledger.ordered(what);
    } catch (TrainyardException e) {
      ledger.orderRefused(what, e);
    }
  }

  /** Lets every paused run go on; false when that is to be tried again. */
  boolean resumeAll() {
    try {
      for (RunView run : runs.list(RunQuery.all(NEWEST).in(RunState.PAUSED)).runs()) {
        runs.resume(run.runId());
      }
      return runs.list(RunQuery.all(1).in(RunState.PAUSED)).total() == 0;
    } catch (TrainyardException e) {
      ledger.orderRefused("resume", e);
      return false;
    }
  }
}
