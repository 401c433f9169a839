package io.trainyard.node.worker;

import static io.trainyard.node.worker.WorkerYard.RUN;
import static io.trainyard.node.worker.WorkerYard.learning;
import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.Declined;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.PauseRequested;
import io.trainyard.contract.journal.JournalEvent.ResumeRequested;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.SteerApplied;
import io.trainyard.contract.journal.JournalEvent.SteerRequested;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.JournalEvent.WorkerStarted;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.SteerKey;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.simulation.VirtualLearning;
import io.trainyard.node.simulation.VirtualWorker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WorkerCoreTest {
  private final WorkerYard yard = new WorkerYard();

  @Test
  void aRunIsClaimedLearnedSavedAndSucceeds() {
    VirtualWorker worker = yard.learning("w1");

    yard.await(() -> yard.state().isTerminal());

    assertThat(yard.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(yard.counted(Started.class)).hasSize(1);
    assertThat(yard.counted(CheckpointSaved.class))
        .extracting(saved -> saved.checkpoint().iteration())
        .containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L);
    yard.pass(Duration.ofSeconds(1));
    assertThat(worker.core().freeSlots()).isEqualTo(1);
  }

  @Test
  void heartbeatsComeEveryTwoSecondsAndTellWhatIsFolded() {
    VirtualWorker worker = yard.learning("w1");
    int before = worker.heartbeats().size();

    yard.pass(Duration.ofSeconds(20));

    assertThat(worker.heartbeats().size() - before).isEqualTo(10);
    Heartbeat.OfWorker last = worker.heartbeats().get(worker.heartbeats().size() - 1);
    assertThat(last.foldedOffset()).isGreaterThanOrEqualTo(yard.log.end() - 2);
    assertThat(last.runs()).extracting(run -> run.runId()).containsExactly(RUN);
    assertThat(last.withoutJournal()).isFalse();
  }

  @Test
  void aSecondTaskIsDeclinedAndADoubledOneIsPassedOver() {
    VirtualWorker worker = yard.worker("w1");
    yard.submit();
    Task task = yard.open(worker);
    CompletableFuture<Void> doubled = worker.core().offer(task);
    yard.await(() -> yard.state() == RunState.RUNNING);

    assertThat(doubled).isCompleted();
    assertThat(yard.said(Declined.class)).isEmpty();
    assertThat(yard.said(Claimed.class)).hasSize(1);
  }

  @Test
  void ofTwoWorkersTheFirstClaimInTheLogWins() {
    VirtualWorker one = yard.worker("w1");
    VirtualWorker two = yard.worker("w2");
    yard.submit();
    Task task = yard.open(one);
    var unused = two.core().offer(task);

    yard.await(() -> yard.state().isTerminal());
    yard.pass(Duration.ofSeconds(1));

    assertThat(one.learner().learnings().size() + two.learner().learnings().size()).isEqualTo(1);
    assertThat(one.core().freeSlots() + two.core().freeSlots()).isEqualTo(2);
  }

  @Test
  void aPausedRunIsSavedAndGoesOnFromThere() {
    VirtualWorker worker = yard.learning("w1");
    yard.await(() -> learning(worker).iteration() == 14);

    yard.log.append(new PauseRequested(RUN));
    yard.await(() -> yard.state() == RunState.PAUSED);
    long pausedAt = yard.run().saves().pointer();
    yard.pass(Duration.ofSeconds(1));
    assertThat(worker.core().freeSlots()).isEqualTo(1);
    yard.log.append(new ResumeRequested(RUN));
    yard.open(worker);
    yard.await(() -> yard.state().isTerminal());

    assertThat(pausedAt).isBetween(14L, 16L);
    assertThat(yard.counted(Started.class).get(1).resumedFrom()).isEqualTo(pausedAt);
    assertThat(yard.counted(HandedOver.class))
        .extracting(HandedOver::why, HandedOver::lastIteration)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Reasons.PAUSE, pausedAt));
    assertThat(yard.run().losses()).isZero();
  }

  @Test
  void aDamagedCheckpointIsPassedOverForAnOlderOne() {
    VirtualWorker worker = yard.learning("w1");
    yard.await(() -> yard.run().saves().pointer() == 30);
    Checkpoint newest = yard.run().saves().newest().orElseThrow();
    worker.process().kill();
    yard.lose(Reasons.PROCESS_ENDED);
    yard.blobs.damage(newest);

    yard.learning("w2");

    assertThat(yard.counted(Started.class).get(1).resumedFrom()).isEqualTo(20);
  }

  @Test
  void aCancelIsObeyedWithinASecond() {
    yard.learning("w1");

    yard.log.append(new CancelRequested(RUN));
    yard.pass(Duration.ofSeconds(1));

    assertThat(yard.state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aCancelThatIsNotObeyedEndsTheProcessAfterItsHandOver() {
    VirtualWorker worker = yard.learning("w1");
    learning(worker).hang();

    yard.log.append(new CancelRequested(RUN));
    yard.pass(Duration.ofSeconds(9));

    assertThat(yard.state()).isEqualTo(RunState.CANCELLED);
    assertThat(worker.endedBecause()).isEqualTo(Reasons.CANCEL);
  }

  @Test
  void aHangingLearningIsHandedOverAndTheProcessEnds() {
    VirtualWorker worker = yard.learning("w1");
    learning(worker).hang();

    yard.pass(Duration.ofSeconds(59));
    assertThat(worker.endedBecause()).isNull();
    yard.pass(Duration.ofSeconds(5));

    assertThat(worker.endedBecause()).isEqualTo(Reasons.STALLED);
    assertThat(yard.counted(HandedOver.class))
        .extracting(HandedOver::why)
        .containsExactly(Reasons.STALLED);
    assertThat(yard.run().losses()).isEqualTo(1);
  }

  @Test
  void aLearningThatWaitsForTheStoreIsNotHanging() {
    VirtualWorker worker = yard.learning("w1");
    yard.blobs.goAway();
    yard.log.append(new PauseRequested(RUN));

    yard.pass(Duration.ofMinutes(5));
    assertThat(worker.endedBecause()).isNull();
    yard.blobs.comeBack();
    yard.pass(Duration.ofSeconds(3));

    assertThat(yard.state()).isEqualTo(RunState.PAUSED);
  }

  @Test
  void whoLeavesSavesAndHandsOver() {
    VirtualWorker worker = yard.learning("w1");
    yard.await(() -> learning(worker).iteration() == 14);

    CompletableFuture<Void> left = worker.core().leave();
    yard.pass(Duration.ofSeconds(3));

    assertThat(left).isCompleted();
    assertThat(yard.counted(HandedOver.class))
        .extracting(HandedOver::why)
        .containsExactly(Reasons.SHUTDOWN);
    assertThat(yard.run().saves().pointer()).isGreaterThanOrEqualTo(14);
    assertThat(yard.run().losses()).isZero();
  }

  @Test
  void whoLeavesWithoutTheStoreHandsOverInTime() {
    VirtualWorker worker = yard.learning("w1");
    yard.blobs.goAway();

    CompletableFuture<Void> left = worker.core().leave();
    yard.pass(Duration.ofSeconds(12));

    assertThat(left).isCompleted();
    assertThat(yard.state()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void withoutTheJournalItSaysSoThenSuspendsAndGoesOn() {
    VirtualWorker worker = yard.learning("w1");
    yard.faults.cut("w1");
    yard.pass(Duration.ofSeconds(10));
    assertThat(lastBeat(worker).withoutJournal()).isTrue();
    assertThat(learning(worker).isSuspended()).isFalse();
    yard.pass(Duration.ofSeconds(25));
    assertThat(learning(worker).isSuspended()).isTrue();
    long at = learning(worker).iteration();
    yard.pass(Duration.ofMinutes(3));
    assertThat(learning(worker).iteration()).isEqualTo(at);

    yard.faults.mend("w1");
    yard.pass(Duration.ofSeconds(5));

    assertThat(learning(worker).iteration()).isGreaterThan(at);
    assertThat(lastBeat(worker).withoutJournal()).isFalse();
    assertThat(worker.endedBecause()).isNull();
    assertThat(worker.core().suspendedSeconds()).isBetween(170L, 190L);
    yard.await(() -> yard.state().isTerminal());
    assertThat(yard.state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void whoLostItsRunWhileItHadNoJournalNeverGoesOn() {
    VirtualWorker worker = yard.learning("w1");
    yard.faults.cut("w1");
    yard.pass(Duration.ofSeconds(40));
    yard.lose(Reasons.UNHEARD);
    long at = learning(worker).iteration();
    long end = yard.log.end();

    yard.faults.mend("w1");
    yard.pass(Duration.ofSeconds(5));

    assertThat(learning(worker).hasEnded()).isTrue();
    assertThat(learning(worker).iteration()).isEqualTo(at);
    assertThat(worker.core().freeSlots()).isEqualTo(1);
    assertThat(yard.log.end()).isEqualTo(end);
  }

  @Test
  void aProcessThatSleptStopsWithinFiveSecondsAndSaysNothing() {
    VirtualWorker worker = yard.learning("w1");
    worker.process().stop();
    yard.pass(Duration.ofSeconds(20));
    yard.lose(Reasons.UNHEARD);
    yard.pass(Duration.ofSeconds(40));
    long at = learning(worker).iteration();

    worker.process().goOn();
    yard.pass(Duration.ofSeconds(5));

    assertThat(learning(worker).hasEnded()).isTrue();
    assertThat(learning(worker).iteration()).isEqualTo(at);
    assertThat(yard.counted(CheckpointSaved.class).stream().map(CheckpointSaved::attempt))
        .allMatch(attempt -> attempt == 1);
    assertThat(worker.endedBecause()).isNull();
  }

  @Test
  void eventsWhoseFateIsUnknownAreSaidAgainAndCountOnce() {
    VirtualWorker worker = yard.learning("w1");
    yard.faults.cut("w1");
    yard.await(() -> learning(worker).iteration() == 13);
    yard.pass(Duration.ofSeconds(5));
    yard.faults.mend("w1");

    yard.await(() -> yard.state().isTerminal());

    assertThat(yard.counted(CheckpointSaved.class))
        .extracting(saved -> saved.checkpoint().iteration())
        .startsWith(10L, 20L)
        .doesNotHaveDuplicates();
    assertThat(yard.counted(Succeeded.class)).hasSize(1);
  }

  @Test
  void steeringIsAppliedOnceAndToldBeforeACheckpointThatContainsIt() {
    VirtualWorker worker = yard.learning("w1");
    yard.await(() -> learning(worker).iteration() == 8);
    long request = yard.log.append(new SteerRequested(RUN, SteerKey.LEARNING_RATE, 0.5));
    yard.await(() -> yard.run().saves().pointer() >= 20);

    SteerApplied applied = yard.counted(SteerApplied.class).get(0);
    assertThat(applied.request()).isEqualTo(request);
    assertThat(applied.iteration()).isBetween(8L, 9L);
    assertThat(yard.said(SteerApplied.class)).hasSize(1);
    List<Object> order =
        yard.log.entries().stream().<Object>map(entry -> entry.event().getClass()).toList();
    assertThat(order.indexOf(SteerApplied.class)).isLessThan(order.indexOf(CheckpointSaved.class));
  }

  @Test
  void aResumedRunFollowsLaterSteeringAgainAtItsIteration() {
    VirtualWorker worker = yard.learning("w1");
    yard.await(() -> yard.run().saves().pointer() == 10);
    yard.log.append(new SteerRequested(RUN, SteerKey.LEARNING_RATE, 0.5));
    yard.await(() -> !yard.counted(SteerApplied.class).isEmpty());
    long at = yard.counted(SteerApplied.class).get(0).iteration();
    worker.process().kill();
    yard.lose(Reasons.PROCESS_ENDED);

    VirtualWorker second = yard.learning("w2");
    VirtualLearning learning = learning(second);
    yard.await(() -> yard.run().saves().pointer() == 20);

    assertThat(learning.assignment().saves().get(0).iteration()).isEqualTo(10);
    assertThat(learning.applied()).extracting(s -> s.iteration()).containsExactly(at);
    assertThat(yard.said(SteerApplied.class)).hasSize(1);
  }

  @Test
  void aNewerProcessOfTheSameWorkerEndsThisOne() {
    VirtualWorker worker = yard.learning("w1");

    yard.log.append(new WorkerStarted("w1", "http://w1", 999));
    yard.pass(Duration.ofMillis(200));

    assertThat(worker.endedBecause()).contains("newer process");
  }

  @Test
  void aFailureThatMayPassIsAnAttemptsAndOneThatWillNotIsTheRuns() {
    VirtualWorker worker = yard.learning("w1");
    learning(worker).fail(new RunError(Reasons.INTERNAL, "broke"), false);
    yard.pass(Duration.ofSeconds(1));
    assertThat(yard.counted(AttemptFailed.class)).hasSize(1);
    assertThat(yard.state()).isEqualTo(RunState.QUEUED);

    yard.open(worker);
    yard.pass(Duration.ofSeconds(2));
    learning(worker).fail(new RunError(Reasons.DIVERGED, "NaN"), true);
    yard.pass(Duration.ofSeconds(1));

    assertThat(yard.state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void aNewerProtocolMakesItHandOverAndTakeNothing() {
    VirtualWorker worker = yard.learning("w1");

    worker.journal().meetNewerRecord();
    yard.pass(Duration.ofSeconds(3));

    assertThat(yard.state()).isEqualTo(RunState.QUEUED);
    assertThat(worker.core().freeSlots()).isZero();
  }

  private static Heartbeat.OfWorker lastBeat(VirtualWorker worker) {
    return worker.heartbeats().get(worker.heartbeats().size() - 1);
  }
}
