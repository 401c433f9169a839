package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SteerRequest;
import io.trainyard.contract.run.TaskRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** T13: people cancel, pause, resume and steer when it suits nobody. */
class RandomRequestsIT extends FaultTest {
  private static final TaskRequest TASK = FullYard.task(8);
  private static final int REQUESTS = 25;

  @Test
  void aPausedRunWhoseWorkerDiesEndsAsIfNothingHadBeen() {
    Measured measured = new Measured("T13 pause, resume");
    String model = yard.undisturbedModel(TASK);
    String run = submit(TASK);
    RunView before = yard.midEpoch(run);

    long moment = Measured.now();
    yard.runs().pause(run);
    yard.until(run, view -> view.state() == RunState.PAUSED, FullYard.LONG);
    measured.say("PAUSED after", Measured.since(moment));
    yard.runs().resume(run);
    RunView second = yard.until(run, RandomRequestsIT::isInItsSecondAttempt, FullYard.LONG);
    yard.processes().kill(Objects.requireNonNull(second.worker()));
    yard.runs().pause(run);
    yard.until(run, view -> view.state() == RunState.PAUSED, FullYard.LONG);
    yard.runs().resume(run);

    RunView end = yard.ended(run);
    assertThat(end.state()).as(end.reason()).isEqualTo(RunState.SUCCEEDED);
    assertThat(FullYard.modelOf(end)).isEqualTo(model);
    assertThat(Objects.requireNonNull(end.attempts().get(1).resumedFrom()))
        .isGreaterThanOrEqualTo(Objects.requireNonNull(before.checkpoint()).iteration());
  }

  private static boolean isInItsSecondAttempt(RunView run) {
    return run.attempts().size() == 2 && run.state() == RunState.RUNNING;
  }

  @Test
  void aCancelledRunWhoseWorkerHasJustDiedIsCancelled() {
    Measured measured = new Measured("T13 cancel, owner dead");
    String run = submit(FullYard.task(500));
    RunView before = yard.midEpoch(run);

    yard.processes().kill(Objects.requireNonNull(before.worker()));
    long moment = Measured.now();
    yard.runs().cancel(run);

    assertThat(yard.ended(run).state()).isEqualTo(RunState.CANCELLED);
    measured.within("CANCELLED", Measured.since(moment), Duration.ofSeconds(20));
  }

  @Test
  void whatIsAskedForAtRandomIsDoneOrRefusedByTheState() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Measured measured = new Measured("T13 random, seed " + seed);
    List<String> runs =
        List.of(submit(FullYard.task(900)), submit(FullYard.task(900)), submit(FullYard.task(900)));
    int refused = 0;
    for (int i = 0; i < REQUESTS; i++) {
      String run = runs.get(random.nextInt(runs.size()));
      refused += ask(run, random) ? 0 : 1;
    }
    measured.say("done", REQUESTS - refused + ", refused " + refused);
    RunState last = yard.runs().find(runs.get(0)).state();
    if (last == RunState.PAUSED || last == RunState.PAUSING) {
      yard.runs().resume(runs.get(0));
    }
    runs.stream().skip(1).forEach(this::end);
    assertThat(yard.finished(runs.get(0)).losses()).isZero();
  }

  /** False when the state did not allow it. */
  private boolean ask(String run, Random random) {
    try {
      switch (random.nextInt(4)) {
        case 0 ->
            assertThat(yard.runs().pause(run).state()).isIn(RunState.PAUSING, RunState.PAUSED);
        case 1 -> assertThat(yard.runs().resume(run).state()).isNotEqualTo(RunState.PAUSED);
        case 2 ->
            yard.runs().steer(run, new SteerRequest(0.0005 + random.nextDouble() / 1000, null));
        default -> moved(run);
      }
      return true;
    } catch (TrainyardException e) {
      assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.ILLEGAL_TRANSITION);
      return false;
    }
  }

  /** Lets a run that somebody works on get on. */
  private void moved(String run) {
    RunView before = yard.runs().find(run);
    if (before.worker() != null && before.state() != RunState.PAUSED) {
      yard.until(run, now -> !Objects.equals(now, before), FullYard.LONG);
    }
  }

  private void end(String run) {
    yard.runs().cancel(run);
    assertThat(yard.ended(run).state()).isEqualTo(RunState.CANCELLED);
  }
}
