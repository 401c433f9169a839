package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.client.ClientConfig;
import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.TaskRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** T2 and T19: a worker, then the master, stands still for a minute and goes on. */
@Tag("fault")
class FrozenIT extends FaultTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void aStoppedWorkersRunIsGivenToTheOtherAndItsLateWordsCountNowhere() {
    Measured measured = new Measured("T2");
    TaskRequest task = FullYard.task(900);
    String run = submit(task);
    RunView before = yard.midEpoch(run);
    String worker = Objects.requireNonNull(before.worker());

    long moment = Measured.now();
    Duration reassigned;
    try (Processes.Frozen frozen = yard.processes().freeze(worker)) {
      RunView again =
          yard.until(run, view -> view.attempt() > 1 && view.worker() != null, FullYard.LONG);
      reassigned = Measured.since(moment);
      assertThat(again.worker()).isNotEqualTo(worker);
      assertThat(again.attempts().get(0).outcome()).isEqualTo("LOST");
      await().atMost(FullYard.LONG).until(() -> Measured.since(moment).compareTo(MINUTE) >= 0);
    }
    long woken = Measured.now();
    await().atMost(FullYard.LONG).until(() -> learnsNothing(worker));
    Duration stopped = Measured.since(woken);

    assertThat(yard.finished(run).attempts()).as("nobody took it from the second").hasSize(2);
    measured.within("reassigned", reassigned, Duration.ofSeconds(25));
    measured.within("the woken one has stopped", stopped, Duration.ofSeconds(5));
  }

  /** By its own word; a process that is gone learns nothing either. */
  private boolean learnsNothing(String worker) {
    TrainyardClient own =
        new TrainyardClient(
            new ClientConfig(
                List.of(yard.processes().address(worker)),
                yard.token(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2)));
    try {
      return own.cluster().status().run() == null;
    } catch (TrainyardException e) {
      return yard.processes().restarts(worker) > 0;
    }
  }

  @Test
  void aStoppedMasterEvictsNobodyWhenItWakes() {
    Measured measured = new Measured("T19");
    String first = submit(FullYard.task(900));
    String second = submit(FullYard.task(900));
    RunView one = yard.midEpoch(first);
    RunView two = yard.midEpoch(second);

    long moment = Measured.now();
    try (Processes.Frozen frozen = yard.processes().freeze("master-1")) {
      await().atMost(FullYard.LONG).until(() -> Measured.since(moment).compareTo(MINUTE) >= 0);
    }
    long woken = Measured.now();
    isFurther(first, one);
    isFurther(second, two);
    measured.say("both runs seen further after waking, ms", Measured.since(woken).toMillis());
  }

  /** Untouched, and seen to have got on. */
  private void isFurther(String run, RunView before) {
    long saved = Objects.requireNonNull(before.checkpoint()).iteration();
    RunView after =
        yard.until(
            run,
            view -> view.checkpoint() != null && view.checkpoint().iteration() > saved,
            FullYard.LONG);
    assertThat(after.attempts()).as("nobody is evicted").hasSize(1);
    assertThat(after.state()).isEqualTo(RunState.RUNNING);
  }
}
