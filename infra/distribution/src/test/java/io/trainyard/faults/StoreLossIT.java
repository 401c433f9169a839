package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.acceptance.Outage;
import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** T6, T18: one Cassandra node of two goes or stands still while runs learn and data come in. */
@Tag("fault")
class StoreLossIT extends FaultTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void withOneNodeOfTwoGoneAllGoesOn() {
    Measured measured = new Measured("T6");
    String run = submit(FullYard.task(900));
    yard.midEpoch(run);
    long moment = Measured.now();
    try (Outage outage = new Outage(yard.yard().home())) {
      outage.strike("cassandra-2");
      goesOn(measured, run, "killed");
    }
    measured.say("away for, s", Measured.since(moment).toSeconds());
    becomesWhole(measured);
    assertThat(yard.finished(run).attempts()).hasSize(1);
  }

  @Test
  void withOneNodeOfTwoStandingStillAllGoesOn() {
    Measured measured = new Measured("T18 Cassandra");
    String run = submit(FullYard.task(900));
    yard.midEpoch(run);
    long moment = Measured.now();
    try (Processes.Frozen frozen = yard.processes().freeze("cassandra-2")) {
      goesOn(measured, run, "frozen");
      await().atMost(FullYard.LONG).until(() -> Measured.since(moment).compareTo(MINUTE) >= 0);
    }
    becomesWhole(measured);
    assertThat(yard.finished(run).attempts()).hasSize(1);
  }

  /** Training saves, a dataset comes in, a new run begins and ends; health says what is wrong. */
  private void goesOn(Measured measured, String run, String how) {
    long moment = Measured.now();
    yard.addDigits("taken-in-" + how, moment);
    measured.say("an upload took, ms", Measured.since(moment).toMillis());
    await().atMost(FullYard.LONG).until(() -> cassandra().status() == Health.State.DEGRADED);

    long saved = saved(yard.runs().find(run));
    yard.until(run, view -> saved(view) > saved, FullYard.LONG);
    RunView other = yard.ended(submit(FullYard.brief()));
    assertThat(other.state()).as(other.reason()).isEqualTo(RunState.SUCCEEDED);
    measured.say("a checkpoint and a whole new run after, ms", Measured.since(moment).toMillis());
  }

  private static long saved(RunView run) {
    return Objects.requireNonNull(run.checkpoint()).iteration();
  }

  private void becomesWhole(Measured measured) {
    long back = Measured.now();
    await()
        .atMost(FullYard.LONG)
        .ignoreExceptions()
        .until(() -> cassandra().status() == Health.State.UP);
    measured.say("nothing is under-replicated after, ms", Measured.since(back).toMillis());
  }

  /** UP only once every blob has both copies. */
  private Health.Dependency cassandra() {
    return yard.client().cluster().health().dependencies().stream()
        .filter(dependency -> dependency.name().equals("cassandra"))
        .findFirst()
        .orElseThrow();
  }
}
