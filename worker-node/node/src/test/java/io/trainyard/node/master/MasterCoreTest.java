package io.trainyard.node.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.ClaimExpired;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.Declined;
import io.trainyard.contract.journal.JournalEvent.PauseRequested;
import io.trainyard.contract.journal.JournalEvent.PriorityChanged;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.run.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MasterCoreTest {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final ManualTimer timer = new ManualTimer();
  private final StoryJournal journal = new StoryJournal();
  private final Story story = journal.story;
  private final List<Task> tasks = new ArrayList<>();
  private final List<Heartbeat.Probe> onTheWay = new ArrayList<>();
  private final Owner one = story.worker("worker-1");
  private MasterCore core = master("first");

  @Test
  void handsTheFirstInTheQueueToAFreeWorker() {
    story.submitted("a").submitted("b").then(new PriorityChanged("b", 5));
    hear(Beat.of(one));

    core.tick();

    assertThat(tasks).extracting(Task::runId).containsExactly("b");
    assertThat(tasks.get(0).openedAt()).isEqualTo(story.book().offset());
  }

  @Test
  void sendsNoTaskForAnOpeningThatDoesNotCount() {
    story.submitted("a");
    journal.reachable = false;
    hear(Beat.of(one));

    core.tick();

    assertThat(journal.proposed).hasOnlyElementsOfType(AttemptOpened.class);
    assertThat(tasks).isEmpty();
  }

  @Test
  void asksAWorkerThatDeclinedAgainOnlyOnceItsHeartbeatHasFoldedThat() {
    story.submitted("a").opened("a", 1);
    fold(new Declined("a", 1, one, "busy"));
    long declinedAt = story.book().offset();

    hear(Beat.of(one).foldedTo(declinedAt - 1));
    core.tick();
    assertThat(tasks).isEmpty();

    hear(Beat.of(one).foldedTo(declinedAt));
    core.tick();
    assertThat(tasks).hasSize(1);
  }

  @Test
  void asksTheOneThatWasMeantAgainOnlyOnceItHasFoldedThatAnotherDeclinedInItsPlace() {
    Owner two = story.worker("worker-2");
    story.submitted("a").opened("a", 1);
    fold(new Declined("a", 1, two, "busy"));
    long declinedAt = story.book().offset();

    hear(Beat.of(one).foldedTo(declinedAt - 1));
    core.tick();
    assertThat(tasks).isEmpty();

    hear(Beat.of(one).foldedTo(declinedAt));
    core.tick();
    assertThat(tasks).hasSize(1);
  }

  @Test
  void openingThatNobodyClaimsExpires() {
    story.submitted("a").opened("a", 1);

    passTicks(15);
    assertThat(journal.proposed).isEmpty();

    passTicks(2);
    assertThat(journal.proposed).contains(new ClaimExpired("a", 1));
  }

  @Test
  void runOfASilentWorkerIsLostAfterSevenProbes() {
    story.running("a", one);
    hear(Beat.of(one).busy());

    passTicks(12);
    assertThat(journal.proposed).isEmpty();

    passTicks(1);
    assertThat(journal.proposed).containsExactly(new AttemptLost("a", 1, one, Reasons.UNHEARD));
  }

  @Test
  void masterThatStoodStillSendsOneProbeAndEvictsNobody() {
    story.running("a", one);
    passTicks(10);
    timer.pass(Duration.ofSeconds(60));

    core.tick();
    assertThat(onTheWay).hasSize(1);
    passTicks(3);
    hear(Beat.of(one).busy());
    passTicks(10);

    assertThat(journal.proposed).isEmpty();
    assertThat(core.probeGaps()).isEqualTo(1);
  }

  @Test
  void supervisorsWordIsEnough() {
    story.running("a", one);
    long pid = Objects.requireNonNull(story.book().workers().get("worker-1")).pid();

    core.exited("worker-1", pid + 1);
    core.tick();
    assertThat(journal.proposed).isEmpty();

    core.exited("worker-1", pid);
    core.tick();
    assertThat(journal.proposed)
        .containsExactly(new AttemptLost("a", 1, one, Reasons.PROCESS_ENDED));
  }

  @Test
  void newerProcessOfTheWorkerShowsItselfInTheJournalOrInHeartbeats() {
    story.running("a", one);
    hear(Beat.of(one).busy());

    hear(Beat.of(new Owner("worker-1", one.incarnation() - 1)));
    core.tick();
    assertThat(journal.proposed).isEmpty();

    hear(Beat.of(new Owner("worker-1", 99)));
    core.tick();
    assertThat(journal.proposed).containsExactly(new AttemptLost("a", 1, one, Reasons.RESTARTED));
  }

  @Test
  void lossOfTheWholeYardIsNotHeldAgainstTheRun() {
    story.running("a", one);
    core = master("second");
    story.worker("worker-1");

    core.tick();

    assertThat(journal.proposed)
        .containsExactly(new AttemptLost("a", 1, one, Reasons.YARD_RESTARTED));
    assertThat(story.run("a").losses()).isZero();
  }

  @Test
  void workerThatOutlivedTheMastersStartIsALossLikeAnyOther() {
    story.running("a", one);
    core = master("second");
    hear(Beat.of(one).busy());
    story.worker("worker-1");

    core.tick();

    assertThat(journal.proposed).containsExactly(new AttemptLost("a", 1, one, Reasons.RESTARTED));
    assertThat(story.run("a").losses()).isEqualTo(1);
  }

  @Test
  void cancelAndPauseHaveTheirTime() {
    Owner two = story.worker("worker-2");
    story.running("a", one).running("b", two);
    core = master("second");
    passTicks(2);
    story.then(new CancelRequested("a")).then(new PauseRequested("b"));

    passAlive(15, one, two);
    assertThat(journal.proposed).isEmpty();
    passAlive(4, one, two);
    assertThat(journal.proposed)
        .containsExactly(new AttemptLost("a", 1, one, Reasons.CANCEL_TIMEOUT));
    assertThat(story.run("a").state()).isEqualTo(RunState.CANCELLED);

    passAlive(45, one, two);
    assertThat(journal.proposed).contains(new AttemptLost("b", 1, two, Reasons.PAUSE_TIMEOUT));
    assertThat(story.run("b").state()).isEqualTo(RunState.PAUSED);
  }

  @Test
  void lostRunPausesAndSaysForHowLong() {
    story
        .submitted("a")
        .opened("a", 1)
        .then(new Claimed("a", 1, one))
        .then(new AttemptFailed("a", 1, one, new RunError("IO", "the disk broke"), 0));
    hear(Beat.of(one));

    core.tick();
    assertThat(tasks).isEmpty();
    assertThat(core.waiting().reason(story.run("a"), story.book()))
        .startsWith("is tried again in 1 s");

    timer.pass(Duration.ofSeconds(1));
    core.tick();
    assertThat(tasks).hasSize(1);
  }

  @Test
  void recordThatOnlyANewerVersionKnowsStopsEverything() {
    story.submitted("a");
    journal.upgradeNeeded = true;
    hear(Beat.of(one));

    passTicks(30);

    assertThat(journal.proposed).isEmpty();
  }

  private MasterCore master(String id) {
    return new MasterCore(
        id,
        new MasterPorts(
            journal,
            timer,
            (partition, task) -> {
              tasks.add(task);
              return CompletableFuture.completedFuture(null);
            },
            (masterId, number, offset) -> {
              onTheWay.add(new Heartbeat.Probe(masterId, number, offset, Instant.EPOCH));
              return CompletableFuture.completedFuture(null);
            },
            ref -> new DatasetLookup.Answer.Ready("dataset of " + ref),
            () -> 0));
  }

  private void hear(Beat beat) {
    core.hear(beat.made(), Instant.EPOCH);
  }

  private void fold(JournalEvent event) {
    story.then(event);
    long offset = story.book().offset();
    core.folded(new Entry(offset, Instant.EPOCH, event), story.verdict(), story.book());
  }

  /** A tick each second; what was probed is read back within it. */
  private void passTicks(int count) {
    passAlive(count);
  }

  private void passAlive(int count, Owner... alive) {
    for (int i = 0; i < count; i++) {
      timer.pass(TICK);
      core.tick();
      List<Heartbeat.Probe> read = List.copyOf(onTheWay);
      onTheWay.clear();
      read.forEach(probe -> core.hear(probe, Instant.EPOCH));
      for (Owner owner : alive) {
        hear(Beat.of(owner).busy());
      }
      core.tick();
    }
  }
}
