package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.run.AttemptView;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.TaskRequest;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** T1 and T14: a worker ends while it learns, killed or told to. */
class WorkerLossIT extends FaultTest {
  private static final TaskRequest TASK = FullYard.task(8);

  @Test
  void aKilledWorkersRunGoesOnFromItsCheckpointAndEndsAsIfNothingHadBeen() {
    Measured measured = new Measured("T1");
    String model = yard.undisturbedModel(TASK);
    String run = submit(TASK);
    try (StreamWatch stream = new StreamWatch(yard.client(), run)) {
      RunView before = yard.midEpoch(run);

      long moment = Measured.now();
      yard.processes().kill(workerOf(before));

      RunView again = secondAttempt(run);
      measured.within("RUNNING again", Measured.since(moment), Duration.ofSeconds(20));
      assertThat(again.attempts().get(0).outcome()).isEqualTo("LOST");
      assertThat(again.attempts().get(1).resumedFrom())
          .isGreaterThanOrEqualTo(Objects.requireNonNull(before.checkpoint()).iteration());
      endsLike(model, run);
      new Invariants(yard).wasToldAll(stream, run);
      measured.say("gaps declared to a stream of the run", stream.gaps());
    }
  }

  @Test
  void aWorkerThatIsToldToEndSavesHandsOverAndIsNotBlamed() {
    Measured measured = new Measured("T14");
    String model = yard.undisturbedModel(TASK);
    String run = submit(TASK);
    RunView before = yard.midEpoch(run);

    long moment = Measured.now();
    yard.processes().terminate(workerOf(before));

    RunView handed =
        yard.until(run, view -> !view.attempts().get(0).outcome().equals("OWNED"), FullYard.LONG);
    measured.within("checkpoint and hand-over", Measured.since(moment), Duration.ofSeconds(15));
    AttemptView first = handed.attempts().get(0);
    assertThat(first.outcome()).isEqualTo("HANDED_OVER");
    assertThat(first.why()).isEqualTo("SHUTDOWN");
    RunView again = secondAttempt(run);
    measured.say("RUNNING again after", Measured.since(moment));
    assertThat(again.attempts().get(1).resumedFrom()).isEqualTo(first.lastIteration());
    assertThat(again.losses()).isZero();
    endsLike(model, run);
  }

  private RunView secondAttempt(String run) {
    return yard.until(
        run,
        view -> view.attempts().size() == 2 && view.attempts().get(1).resumedFrom() != null,
        FullYard.LONG);
  }

  private void endsLike(String model, String run) {
    RunView end = yard.ended(run);
    assertThat(end.state()).as(end.reason()).isEqualTo(RunState.SUCCEEDED);
    assertThat(FullYard.modelOf(end)).as("the model, byte for byte").isEqualTo(model);
    assertThat(end.attempts()).hasSize(2);
  }

  private static String workerOf(RunView run) {
    return Objects.requireNonNull(run.worker());
  }
}
