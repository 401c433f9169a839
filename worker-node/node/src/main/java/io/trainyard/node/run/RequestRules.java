package io.trainyard.node.run;

import io.trainyard.contract.journal.JournalEvent.Annotated;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.ModelRemoved;
import io.trainyard.contract.journal.JournalEvent.PauseRequested;
import io.trainyard.contract.journal.JournalEvent.PriorityChanged;
import io.trainyard.contract.journal.JournalEvent.Removed;
import io.trainyard.contract.journal.JournalEvent.ResumeRequested;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.journal.JournalEvent.SteerRequested;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.Steering;
import io.trainyard.node.run.Phase.Intent;
import io.trainyard.node.run.Reducer.Fold;
import java.util.Optional;

/** R6 and R7: what people ask for. What the state does not allow is recorded as rejected. */
final class RequestRules {
  private RequestRules() {}

  /** Empty when the event is nobody's request. */
  static Optional<Fold> apply(Step step) {
    if (!(step.entry().event() instanceof RunEvent event)) {
      return Optional.empty();
    }
    if (event instanceof Annotated annotated) {
      return Optional.of(step.counted(step.run().with(step.run().labels().with(annotated))));
    }
    if (event instanceof Removed) {
      return Optional.of(remove(step));
    }
    if (event instanceof ModelRemoved removed) {
      return Optional.of(removeModel(step, removed));
    }
    return step.run().hasEnded() ? onEnded(step, event) : onLiving(step, event);
  }

  private static Optional<Fold> onEnded(Step step, RunEvent event) {
    boolean request =
        event instanceof CancelRequested
            || event instanceof PauseRequested
            || event instanceof ResumeRequested
            || event instanceof SteerRequested
            || event instanceof PriorityChanged;
    return request ? Optional.of(step.rejected("the run has ended")) : Optional.empty();
  }

  private static Optional<Fold> onLiving(Step step, RunEvent event) {
    if (event instanceof CancelRequested) {
      return Optional.of(cancel(step));
    }
    if (event instanceof PauseRequested) {
      return Optional.of(pause(step));
    }
    if (event instanceof ResumeRequested) {
      return Optional.of(resume(step));
    }
    if (event instanceof SteerRequested request) {
      return Optional.of(steer(step, request));
    }
    if (event instanceof PriorityChanged changed) {
      return Optional.of(step.counted(step.run().withPriority(changed.priority())));
    }
    return Optional.empty();
  }

  /** A run without an owner ends at once; an owner is told to stop. */
  private static Fold cancel(Step step) {
    if (step.run().phase() instanceof Phase.Owned owned) {
      Phase next = owned.with(Intent.CANCEL);
      return step.counted(changed(step, next, "is being cancelled"));
    }
    return step.counted(Endings.cancelled(ownerless(step, Attempt.Outcome.CANCELLED), step.at()));
  }

  private static Fold pause(Step step) {
    Phase phase = step.run().phase();
    if (phase instanceof Phase.Paused) {
      return step.rejected("it is paused already");
    }
    if (phase instanceof Phase.Owned owned) {
      return owned.intent() == Intent.CANCEL
          ? step.rejected("it is being cancelled")
          : step.counted(changed(step, owned.with(Intent.PAUSE), "is being paused"));
    }
    return step.counted(Endings.paused(ownerless(step, Attempt.Outcome.PAUSED), step.at()));
  }

  /** A person's resume forgives what was lost before. */
  private static Fold resume(Step step) {
    Phase phase = step.run().phase();
    if (phase instanceof Phase.Paused) {
      Run next =
          step.run().withLosses(0).enter(new Phase.Queued(), step.at(), "waits for a free worker");
      return step.counted(next);
    }
    if (phase instanceof Phase.Owned owned && owned.intent() == Intent.PAUSE) {
      String why = (owned.started() ? "runs on " : "was claimed by ") + owned.owner().workerId();
      return step.counted(changed(step, owned.with(Intent.GO_ON), why).withLosses(0));
    }
    return step.rejected("it is not paused");
  }

  private static Fold steer(Step step, SteerRequested event) {
    Steering request =
        new Steering(event.key(), event.value(), step.entry().offset(), step.at(), null);
    return step.counted(step.run().with(step.run().steering().with(request)));
  }

  private static Run ownerless(Step step, Attempt.Outcome how) {
    return step.run().phase() instanceof Phase.Open ? step.closed(how, null, null) : step.run();
  }

  private static Run changed(Step step, Phase next, String why) {
    RunState was = step.run().state();
    return was == next.state()
        ? step.run().stay(next, why)
        : step.run().enter(next, step.at(), why);
  }

  private static Fold remove(Step step) {
    return step.run().hasEnded()
        ? new Fold(step.book().without(step.run()), new Verdict.Counted())
        : step.rejected("only a run that has ended can be removed");
  }

  private static Fold removeModel(Step step, ModelRemoved event) {
    boolean has =
        step.run().phase() instanceof Phase.Succeeded succeeded
            && succeeded.result().modelId().equals(event.modelId())
            && !step.run().modelRemoved();
    return has
        ? step.counted(step.run().withoutModel())
        : step.ignored("the run has no such model");
  }
}
