package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.TaskRequest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** T17: every process is killed at once, the supervisor first. */
@Tag("fault")
class EverythingLostIT extends FaultTest {
  private static final TaskRequest TASK = FullYard.task(8);

  @Test
  void afterwardsEveryRunIsThereAndGoesOn() {
    Measured measured = new Measured("T17");
    String model = yard.undisturbedModel(TASK);
    String learning = submit(TASK);
    RunView before = yard.midEpoch(learning);
    List<String> others =
        List.of(submit(FullYard.brief()), submit(FullYard.brief()), submit(FullYard.brief()));

    List<ProcessHandle> all = yard.processes().all();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    long moment = Measured.now();
    yard.upAgain();
    measured.say("up again after, ms", Measured.since(moment).toMillis());

    RunView again = yard.until(learning, view -> view.attempt() > 1, FullYard.LONG);
    measured.say("the run is taken up again after, ms", Measured.since(moment).toMillis());
    RunView end = yard.ended(learning);
    assertThat(end.state()).as(end.reason()).isEqualTo(RunState.SUCCEEDED);
    assertThat(FullYard.modelOf(end)).isEqualTo(model);
    assertThat(Objects.requireNonNull(end.attempts().get(1).resumedFrom()))
        .isGreaterThanOrEqualTo(Objects.requireNonNull(before.checkpoint()).iteration());
    assertThat(again.losses()).as("a loss of the whole yard is nobody's").isZero();
    others.forEach(run -> assertThat(yard.ended(run).state()).isEqualTo(RunState.SUCCEEDED));
  }
}
