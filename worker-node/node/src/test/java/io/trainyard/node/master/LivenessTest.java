package io.trainyard.node.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.telemetry.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LivenessTest {
  private static final Owner WORKER = new Owner("worker-1", 40);
  private static final long CLAIMED_AT = 50;
  private static final Duration INTERVAL = Prober.INTERVAL;

  private final ManualTimer timer = new ManualTimer();
  private final Liveness liveness = new Liveness("me", timer);
  private long probe;

  @Test
  void workerThatFallsSilentIsUnheardAfterSevenProbes() {
    probes(3);
    beat(WORKER);
    probes(Liveness.PROBES - 1);
    assertThat(isUnheard()).isFalse();

    probes(1);
    assertThat(isUnheard()).isTrue();
  }

  @Test
  void eachHeartbeatBeginsTheCountAnew() {
    for (int i = 0; i < 10; i++) {
      probes(Liveness.PROBES - 1);
      beat(WORKER);
    }

    assertThat(isUnheard()).isFalse();
  }

  @Test
  void workerNeverHeardIsUnheardToo() {
    probes(Liveness.PROBES);

    assertThat(isUnheard()).isTrue();
  }

  @Test
  void probesThatHadNotFoldedTheClaimDoNotCount() {
    probesAt(CLAIMED_AT - 1, Liveness.PROBES + 5);
    probes(Liveness.PROBES - 1);
    assertThat(isUnheard()).isFalse();

    probes(1);
    assertThat(isUnheard()).isTrue();
  }

  @Test
  void heartbeatBeforeTheClaimDoesNotShortenTheCount() {
    beat(WORKER);
    probesAt(CLAIMED_AT - 1, 20);
    probes(Liveness.PROBES - 1);

    assertThat(isUnheard()).isFalse();
  }

  @Test
  void heartbeatWithoutJournalDoesNotCount() {
    beat(WORKER);
    for (int i = 0; i < Liveness.PROBES; i++) {
      probes(1);
      liveness.hear(beatOf(WORKER, true));
    }

    assertThat(isUnheard()).isTrue();
  }

  @Test
  void olderProcessOfTheWorkerDoesNotSpeakForItsOwner() {
    Owner zombie = new Owner(WORKER.workerId(), WORKER.incarnation() - 1);
    for (int i = 0; i < Liveness.PROBES; i++) {
      probes(1);
      beat(zombie);
    }

    assertThat(isUnheard()).isTrue();
    assertThat(liveness.isUnheard(zombie, CLAIMED_AT)).isFalse();
  }

  @Test
  void masterThatStoodStillForAMinuteEvictsNobody() {
    beat(WORKER);
    probes(Liveness.PROBES - 1);
    timer.pass(Duration.ofSeconds(60));
    probes(Liveness.PROBES - 1);
    assertThat(isUnheard()).isFalse();
    assertThat(liveness.gaps()).isEqualTo(1);

    beat(WORKER);
    probes(3);
    assertThat(isUnheard()).isFalse();
  }

  @Test
  void deadBrokerBeginsAllCountsAnew() {
    beat(WORKER);
    probes(Liveness.PROBES - 1);
    timer.pass(Liveness.GAP);

    for (int i = 1; i < Liveness.PROBES; i++) {
      probes(1);
      assertThat(isUnheard()).as("after %s probes", i).isFalse();
    }
    probes(1);
    assertThat(isUnheard()).isTrue();
  }

  @Test
  void countDoesNotGoOnWithoutProbes() {
    beat(WORKER);
    probes(Liveness.PROBES - 1);
    timer.pass(Duration.ofHours(1));

    assertThat(isUnheard()).isFalse();
  }

  @Test
  void otherMastersProbesAndOwnOnesReadTwiceDoNotCount() {
    beat(WORKER);
    probes(1);
    for (int i = 0; i < 20; i++) {
      timer.pass(Duration.ofSeconds(1));
      liveness.hear(new Heartbeat.Probe("other", i, CLAIMED_AT, Instant.EPOCH));
      liveness.hear(new Heartbeat.Probe("me", probe, CLAIMED_AT, Instant.EPOCH));
    }

    assertThat(isUnheard()).isFalse();
  }

  @Test
  void probeTimePassesWithProbesAndBeginsAnewAfterAGap() {
    probes(1);
    Liveness.Since since = liveness.now();
    probes(5);
    assertThat(liveness.passedSince(since)).isEqualTo(INTERVAL.multipliedBy(5));

    timer.pass(Duration.ofSeconds(60));
    probes(1);
    assertThat(liveness.passedSince(since)).isZero();
  }

  private boolean isUnheard() {
    return liveness.isUnheard(WORKER, CLAIMED_AT);
  }

  private void probes(int count) {
    probesAt(CLAIMED_AT, count);
  }

  private void probesAt(long foldedOffset, int count) {
    for (int i = 0; i < count; i++) {
      timer.pass(INTERVAL);
      liveness.hear(new Heartbeat.Probe("me", ++probe, foldedOffset, Instant.EPOCH));
    }
  }

  private void beat(Owner owner) {
    liveness.hear(beatOf(owner, false));
  }

  private static Heartbeat beatOf(Owner owner, boolean withoutJournal) {
    return Beat.of(owner).withoutJournal(withoutJournal).made();
  }
}
