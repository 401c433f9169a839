package io.trainyard.node.worker;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.Failed;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.run.RunError;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.worker.LearningEvents.Outcome;
import org.jspecify.annotations.Nullable;

/** The event with which an attempt ends. Immutable. */
record LastWords(Ownership of) {

  /**
   * What to say of an outcome.
   *
   * @param stop why it was told to stop, if it was
   * @param started whether its Started counts: without that a run can neither succeed nor fail
   */
  JournalEvent of(Outcome outcome, @Nullable StopReason stop, boolean started) {
    if (outcome instanceof Outcome.Finished finished) {
      return new Succeeded(of.runId(), of.attempt(), of.owner(), finished.result());
    }
    if (outcome instanceof Outcome.Hopeless hopeless) {
      return started
          ? new Failed(
              of.runId(), of.attempt(), of.owner(), hopeless.error(), hopeless.lastIteration())
          : attemptFailed(hopeless.error(), hopeless.lastIteration());
    }
    if (outcome instanceof Outcome.Hindered hindered) {
      return attemptFailed(hindered.error(), hindered.lastIteration());
    }
    return stop == null
        ? attemptFailed(
            new RunError(Reasons.INTERNAL, "the learning stopped though nobody asked for it"),
            outcome.lastIteration())
        : handedOver(stop.word(), outcome.lastIteration());
  }

  HandedOver handedOver(String why, long lastIteration) {
    return new HandedOver(of.runId(), of.attempt(), of.owner(), why, lastIteration);
  }

  private AttemptFailed attemptFailed(RunError error, long lastIteration) {
    return new AttemptFailed(of.runId(), of.attempt(), of.owner(), error, lastIteration);
  }
}
