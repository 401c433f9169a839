package io.trainyard.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.ClaimExpired;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.Declined;
import io.trainyard.contract.journal.JournalEvent.Failed;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.ModelRemoved;
import io.trainyard.contract.journal.JournalEvent.Removed;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunState;
import org.junit.jupiter.api.Test;

class ReducerTest {
  private static final RunError DISK = new RunError("IO", "the disk broke");

  private final Story story = new Story();

  @Test
  void firstSubmissionOfAnIdWins() {
    story.submitted("a").then(Submitted.of("a", Story.spec(), "other"));

    assertThat(story.verdict().counted()).isFalse();
    assertThat(story.run("a").request().hash()).isEqualTo("hash");
  }

  @Test
  void attemptIsOpenedOnlyWithTheNextNumberAndOnlyOnce() {
    story.submitted("a").opened("a", 2);
    assertThat(story.verdict().counted()).isFalse();

    story.opened("a", 1);
    assertThat(story.verdict().counted()).isTrue();
    assertThat(story.run("a").state()).isEqualTo(RunState.STARTING);

    story.opened("a", 2);
    assertThat(story.verdict().counted()).isFalse();
  }

  @Test
  void firstClaimOfAnOpenAttemptWins() {
    Owner one = story.worker("worker-1");
    Owner two = story.worker("worker-2");
    story.submitted("a").opened("a", 1).then(new Claimed("a", 1, two));

    story.then(new Claimed("a", 1, one));

    assertThat(story.verdict().counted()).isFalse();
    assertThat(story.run("a").phase())
        .isInstanceOfSatisfying(
            Phase.Owned.class, owned -> assertThat(owned.owner()).isEqualTo(two));
  }

  @Test
  void claimOfAnExpiredAttemptCountsNowhere() {
    Owner one = story.worker("worker-1");
    story.submitted("a").opened("a", 1).then(new ClaimExpired("a", 1));

    story.then(new Claimed("a", 1, one));

    assertThat(story.verdict().counted()).isFalse();
    assertThat(story.run("a").state()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void declinedAttemptReturnsToTheQueueInItsOldPlace() {
    Owner one = story.worker("worker-1");
    story.submitted("a").submitted("b").opened("a", 1).then(new Declined("a", 1, one, "busy"));

    assertThat(story.book().queuedIds()).containsExactly("a", "b");
    assertThat(story.run("a").losses()).isZero();
  }

  @Test
  void onlyTheOwnerThatStartedMaySucceed() {
    Owner one = story.worker("worker-1");
    Owner zombie = new Owner("worker-1", one.incarnation() - 1);
    story.submitted("a").opened("a", 1).then(new Claimed("a", 1, one));

    story.then(new Succeeded("a", 1, one, Story.result()));
    assertThat(story.verdict().counted()).as("before its Started").isFalse();

    story.then(new Started("a", 1, one, 0, Story.START, Story.START));
    story.then(new Succeeded("a", 1, zombie, Story.result()));
    assertThat(story.verdict().counted()).as("of an older process").isFalse();

    story.then(new Succeeded("a", 1, one, Story.result()));
    assertThat(story.run("a").state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(story.book().handed()).isEmpty();
  }

  @Test
  void startedCountsOnce() {
    Owner one = story.worker("worker-1");
    story.running("a", one).then(new Started("a", 1, one, 7, Story.START, Story.START));

    assertThat(story.verdict().counted()).isFalse();
  }

  @Test
  void lostAttemptIsQueuedAgainAndItsOldOwnerIsNotHeard() {
    Owner one = story.worker("worker-1");
    story.running("a", one).then(new AttemptLost("a", 1, one, Reasons.PROCESS_ENDED));
    assertThat(story.run("a").state()).isEqualTo(RunState.QUEUED);

    story.opened("a", 2).then(new Succeeded("a", 1, one, Story.result()));

    assertThat(story.verdict().counted()).isFalse();
    assertThat(story.run("a").state()).isEqualTo(RunState.STARTING);
  }

  @Test
  void lossNamedForAnotherOwnerDoesNotCount() {
    Owner one = story.worker("worker-1");
    story.running("a", one);

    story.then(new AttemptLost("a", 1, new Owner("worker-1", 99), "gone"));

    assertThat(story.verdict().counted()).isFalse();
    assertThat(story.run("a").state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void thirdLossEndsTheRun() {
    Owner one = story.worker("worker-1");
    story.submitted("a");
    for (int attempt = 1; attempt <= Loss.BUDGET; attempt++) {
      story
          .opened("a", attempt)
          .then(new Claimed("a", attempt, one))
          .then(new AttemptFailed("a", attempt, one, DISK, 0));
    }

    assertThat(story.run("a").phase())
        .isInstanceOfSatisfying(
            Phase.Failed.class,
            failed -> assertThat(failed.error().code()).isEqualTo(Reasons.POISON));
  }

  @Test
  void shutdownsAreNotHeldAgainstARun() {
    Owner one = story.worker("worker-1");
    story.submitted("a");
    for (int attempt = 1; attempt <= 10; attempt++) {
      story
          .opened("a", attempt)
          .then(new Claimed("a", attempt, one))
          .then(new HandedOver("a", attempt, one, Reasons.SHUTDOWN, 0));
    }

    assertThat(story.run("a").state()).isEqualTo(RunState.QUEUED);
    assertThat(story.run("a").losses()).isZero();
  }

  @Test
  void cancelTakesEffectAtOnceWithoutAnOwner() {
    Owner one = story.worker("worker-1");
    story.submitted("a").then(new CancelRequested("a"));
    story.submitted("b").opened("b", 1).then(new CancelRequested("b"));
    story.then(new Claimed("b", 1, one));

    assertThat(story.verdict().counted()).isFalse();
    assertThat(story.run("a").state()).isEqualTo(RunState.CANCELLED);
    assertThat(story.run("b").state()).isEqualTo(RunState.CANCELLED);
    assertThat(story.book().queued()).isEmpty();
  }

  @Test
  void cancelOfAnOwnedRunWaitsForItsOwner() {
    Owner one = story.worker("worker-1");
    story.running("a", one).then(new CancelRequested("a"));
    assertThat(story.run("a").state()).isEqualTo(RunState.RUNNING);

    story.then(new HandedOver("a", 1, one, Reasons.CANCEL, 5));

    assertThat(story.run("a").state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void successBeatsAPendingCancel() {
    Owner one = story.worker("worker-1");
    story
        .running("a", one)
        .then(new CancelRequested("a"))
        .then(new Succeeded("a", 1, one, Story.result()));

    assertThat(story.run("a").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void lossOfARunBeingCancelledCancelsIt() {
    Owner one = story.worker("worker-1");
    story
        .running("a", one)
        .then(new CancelRequested("a"))
        .then(new AttemptLost("a", 1, one, Reasons.PROCESS_ENDED));

    assertThat(story.run("a").state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void endedRunCannotBeCancelledNorFail() {
    Owner one = story.worker("worker-1");
    story.running("a", one).then(new Succeeded("a", 1, one, Story.result()));

    story.then(new Failed("a", 1, one, DISK, 1));
    assertThat(story.verdict().counted()).isFalse();

    story.then(new CancelRequested("a"));
    assertThat(story.verdict())
        .isEqualTo(new Verdict.Rejected(RunState.SUCCEEDED, "the run has ended"));
  }

  @Test
  void removedRunIsGoneButItsIdStaysTaken() {
    story.submitted("a").then(new Removed("a"));
    assertThat(story.verdict()).isInstanceOf(Verdict.Rejected.class);

    story.then(new CancelRequested("a")).then(new Removed("a"));
    assertThat(story.book().find("a")).isEmpty();

    story.submitted("a");
    assertThat(story.verdict().counted()).isFalse();
  }

  @Test
  void modelIsRemovedOnce() {
    Owner one = story.worker("worker-1");
    story.running("a", one).then(new Succeeded("a", 1, one, Story.result()));

    story.then(new ModelRemoved("a", "m"));
    assertThat(story.run("a").modelRemoved()).isTrue();

    story.then(new ModelRemoved("a", "m"));
    assertThat(story.verdict().counted()).isFalse();
  }

  @Test
  void eventOfAnUnknownRunChangesNothing() {
    story.then(new CancelRequested("nobody"));

    assertThat(story.verdict()).isEqualTo(new Verdict.UnknownRun());
    assertThat(story.book().runs()).isEmpty();
  }
}
