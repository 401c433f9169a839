package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.run.AttemptView;
import io.trainyard.contract.run.RunView;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** T20: the thread that learns hangs while its process goes on and sends heartbeats. */
@Tag("fault")
class HungIT extends FaultTest {
  /** What the node calls the thread that learns. */
  private static final String LEARNER = "run";

  @Test
  void aLearningThatHangsIsHandedOverAndItsProcessStartedAnew() throws Exception {
    Measured measured = new Measured("T20");
    String run = submit(FullYard.task(900));
    RunView before = yard.midEpoch(run);
    String worker = Objects.requireNonNull(before.worker());
    ProcessHandle process = yard.processes().process(worker);

    Hang.threads(process.pid(), LEARNER, yard.yard().home());
    long moment = Measured.now();
    RunView again =
        yard.until(run, view -> view.attempt() > 1 && view.progress() != null, FullYard.LONG);
    measured.within(
        "handed over and RUNNING again", Measured.since(moment), Duration.ofSeconds(90));
    AttemptView first = again.attempts().get(0);
    assertThat(first.outcome()).isEqualTo("HANDED_OVER");
    assertThat(first.why()).isEqualTo("STALLED");
    process.onExit().join();
    yard.finished(run);
  }
}
