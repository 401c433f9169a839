package io.trainyard.node.run;

import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.JournalEvent.Failed;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.OwnerEvent;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.SteerApplied;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.node.run.Reducer.Fold;

/** R4 and R5: what counts of an attempt that somebody owns. */
final class OwnedRules {
  private OwnedRules() {}

  static Fold apply(Step step, Phase.Owned owned) {
    if (!(step.entry().event() instanceof OwnerEvent event)
        || !owned.isOwnedBy(event.attempt(), event.owner())) {
      return step.ignored("the sender does not own the attempt");
    }
    if (event instanceof AttemptFailed || event instanceof HandedOver) {
      return given(step, owned, event);
    }
    if (event instanceof AttemptLost lost) {
      return step.counted(Loss.of(lost).applyTo(step, owned));
    }
    if (event instanceof Started started) {
      return owned.started() ? step.ignored("it has started already") : start(step, owned, started);
    }
    return owned.started() ? running(step, event) : step.ignored("it has not started");
  }

  /** R5: the owner gives up, whether it had started or not. */
  private static Fold given(Step step, Phase.Owned owned, OwnerEvent event) {
    Loss loss =
        event instanceof AttemptFailed failed ? Loss.of(failed) : Loss.of((HandedOver) event);
    return step.counted(loss.applyTo(step, owned));
  }

  private static Fold start(Step step, Phase.Owned owned, Started event) {
    Run run = step.run();
    Phase.Owned next = owned.start();
    Run started =
        run.withLastAttempt(step.lastAttempt().started(event, step.at()))
            .with(run.saves().resumedFrom(event.resumedFrom()));
    return step.counted(
        switch (next.intent()) {
          case GO_ON -> started.enter(next, step.at(), "runs on " + owned.owner().workerId());
          case CANCEL -> started.enter(next, step.at(), run.reason());
          case PAUSE -> started.stay(next, run.reason());
        });
  }

  /** R4: only from an owner that has started. */
  private static Fold running(Step step, OwnerEvent event) {
    if (event instanceof CheckpointSaved saved) {
      return save(step, saved.checkpoint());
    }
    if (event instanceof SteerApplied applied) {
      return step.run()
          .steering()
          .applied(applied.request(), applied.iteration())
          .map(list -> step.counted(step.run().with(list)))
          .orElseGet(() -> step.ignored("no such request is open"));
    }
    if (event instanceof Succeeded succeeded) {
      long last = succeeded.result().lastIteration();
      Run closed = step.closed(Attempt.Outcome.SUCCEEDED, null, last);
      return step.counted(Endings.succeeded(closed, succeeded.result(), step.at()));
    }
    if (event instanceof Failed failed) {
      String why = failed.error().message();
      Run closed = step.closed(Attempt.Outcome.FAILED, why, failed.lastIteration());
      return step.counted(Endings.failed(closed, failed.error(), step.at()));
    }
    return step.ignored("the attempt is owned");
  }

  private static Fold save(Step step, Checkpoint checkpoint) {
    Run run = step.run();
    if (!run.saves().isFurther(checkpoint)) {
      return step.ignored("it is not above the last one");
    }
    int losses = run.saves().isFurthest(checkpoint) ? 0 : run.losses();
    return step.counted(run.with(run.saves().with(checkpoint)).withLosses(losses));
  }
}
