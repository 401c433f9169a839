package io.trainyard.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.journal.JournalEvent.Annotated;
import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.PauseRequested;
import io.trainyard.contract.journal.JournalEvent.PriorityChanged;
import io.trainyard.contract.journal.JournalEvent.ResumeRequested;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.SteerApplied;
import io.trainyard.contract.journal.JournalEvent.SteerRequested;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.SteerKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestRulesTest {
  private static final RunError DISK = new RunError("IO", "the disk broke");

  private final Story story = new Story();
  private final Owner one = story.worker("worker-1");

  @Test
  void pauseOfAQueuedRunTakesEffectAtOnceAndItLeavesTheQueue() {
    story.submitted("a").then(new PauseRequested("a"));

    assertThat(story.run("a").state()).isEqualTo(RunState.PAUSED);
    assertThat(story.book().queued()).isEmpty();
  }

  @Test
  void pauseOfAnOpenRunClosesTheAttemptSoThatNoClaimWins() {
    story.submitted("a").opened("a", 1).then(new PauseRequested("a"));
    assertThat(story.run("a").state()).isEqualTo(RunState.PAUSED);
    assertThat(story.book().handed()).isEmpty();

    story.then(new Claimed("a", 1, one));

    assertThat(story.verdict().counted()).isFalse();
    assertThat(story.run("a").state()).isEqualTo(RunState.PAUSED);
  }

  @Test
  void pauseOfAnOwnedRunFreesTheSlotOnceItsOwnerHandsItOver() {
    story.running("a", one).then(new PauseRequested("a"));
    assertThat(story.run("a").state()).isEqualTo(RunState.PAUSING);
    assertThat(story.book().handed()).containsExactly("a");

    story.then(new HandedOver("a", 1, one, Reasons.PAUSE, 7));

    assertThat(story.run("a").state()).isEqualTo(RunState.PAUSED);
    assertThat(story.book().handed()).isEmpty();
    assertThat(story.run("a").lastAttempt()).get().returns(7L, Attempt::lastIteration);
  }

  @Test
  void pauseBeforeTheStartOutlivesIt() {
    story
        .submitted("a")
        .opened("a", 1)
        .then(new Claimed("a", 1, one))
        .then(new PauseRequested("a"))
        .then(new Started("a", 1, one, 0, Story.START, Story.START));
    assertThat(story.run("a").state()).isEqualTo(RunState.PAUSING);

    story.then(new HandedOver("a", 1, one, Reasons.PAUSE, 0));
    assertThat(story.run("a").state()).isEqualTo(RunState.PAUSED);
  }

  @Test
  void pausedRunIsNotOpenedUntilItIsResumed() {
    story.submitted("a").then(new PauseRequested("a")).opened("a", 1);
    assertThat(story.verdict().counted()).isFalse();

    story.then(new ResumeRequested("a")).opened("a", 1);
    assertThat(story.verdict().counted()).isTrue();
  }

  @Test
  void resumedRunTakesItsOldPlaceInTheQueue() {
    story.submitted("a").submitted("b").then(new PauseRequested("a"));

    story.then(new ResumeRequested("a"));

    assertThat(story.book().queuedIds()).containsExactly("a", "b");
  }

  @Test
  void resumeWhilePausingLetsTheOwnerGoOn() {
    story.running("a", one).then(new PauseRequested("a")).then(new ResumeRequested("a"));

    assertThat(story.run("a").state()).isEqualTo(RunState.RUNNING);
    assertThat(story.run("a").reason()).isEqualTo("runs on worker-1");
  }

  @Test
  void ownerThatHandedOverBeforeItReadOfTheResumeIsQueuedAgain() {
    story.running("a", one).then(new PauseRequested("a")).then(new ResumeRequested("a"));

    story.then(new HandedOver("a", 1, one, Reasons.PAUSE, 7));

    assertThat(story.run("a").state()).isEqualTo(RunState.QUEUED);
    assertThat(story.run("a").losses()).isZero();
  }

  @Test
  void resumeForgivesEarlierLosses() {
    story
        .submitted("a")
        .opened("a", 1)
        .then(new Claimed("a", 1, one))
        .then(new AttemptFailed("a", 1, one, DISK, 0))
        .then(new PauseRequested("a"));
    assertThat(story.run("a").losses()).isEqualTo(1);

    story.then(new ResumeRequested("a"));

    assertThat(story.run("a").losses()).isZero();
  }

  @Test
  void resumeIsRejectedUnlessPaused() {
    story.submitted("a").submitted("b").opened("b", 1).running("c", one);

    for (String id : List.of("a", "b", "c")) {
      assertRejected(new ResumeRequested(id));
    }
  }

  @Test
  void pauseOfAPausedRunIsRejectedAndOfAPausingOneChangesNothing() {
    story.submitted("a").then(new PauseRequested("a"));
    assertRejected(new PauseRequested("a"));

    story.running("b", one).then(new PauseRequested("b"));
    Run before = story.run("b");
    story.then(new PauseRequested("b"));
    assertThat(story.run("b")).isEqualTo(before);
  }

  @Test
  void cancelOfAPausedRunEndsIt() {
    story.submitted("a").then(new PauseRequested("a")).then(new CancelRequested("a"));

    assertThat(story.run("a").state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void cancelOutranksAPauseAndIsNotTakenBack() {
    story.running("a", one).then(new PauseRequested("a")).then(new CancelRequested("a"));

    assertRejected(new PauseRequested("a"));
    assertRejected(new ResumeRequested("a"));
    story.then(new HandedOver("a", 1, one, Reasons.PAUSE, 3));

    assertThat(story.run("a").state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void cancelBeforeTheStartStaysToBeSeenAfterIt() {
    story
        .submitted("a")
        .opened("a", 1)
        .then(new Claimed("a", 1, one))
        .then(new CancelRequested("a"))
        .then(new Started("a", 1, one, 0, Story.START, Story.START));

    assertThat(story.run("a").reason()).isEqualTo("is being cancelled");
  }

  @Test
  void intentsWinOverALossThatWouldHaveSpentTheBudget() {
    for (String id : List.of("a", "b")) {
      story.submitted(id);
      for (int attempt = 1; attempt < Loss.BUDGET; attempt++) {
        claimed(id, attempt).then(new AttemptFailed(id, attempt, one, DISK, 0));
      }
      claimed(id, Loss.BUDGET);
    }

    story.then(new PauseRequested("a")).then(new CancelRequested("b"));
    for (String id : List.of("a", "b")) {
      story.then(new AttemptLost(id, Loss.BUDGET, one, Reasons.UNHEARD));
    }

    assertThat(story.run("a").state()).isEqualTo(RunState.PAUSED);
    assertThat(story.run("b").state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void timeoutsOfCancelAndPauseEndWhatWasAskedFor() {
    story.running("a", one).then(new PauseRequested("a"));
    story.then(new AttemptLost("a", 1, one, Reasons.PAUSE_TIMEOUT));
    assertThat(story.run("a").state()).isEqualTo(RunState.PAUSED);

    story.running("b", one).then(new CancelRequested("b"));
    story.then(new AttemptLost("b", 1, one, Reasons.CANCEL_TIMEOUT));
    assertThat(story.run("b").state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void successBeatsAPendingPause() {
    story
        .running("a", one)
        .then(new PauseRequested("a"))
        .then(new Succeeded("a", 1, one, Story.result()));

    assertThat(story.run("a").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void endedRunTakesNotesAndNothingElse() {
    story.running("a", one).then(new Succeeded("a", 1, one, Story.result()));

    for (RunEvent event :
        List.<RunEvent>of(
            new PauseRequested("a"),
            new ResumeRequested("a"),
            new SteerRequested("a", SteerKey.LEARNING_RATE, 0.1),
            new PriorityChanged("a", 3))) {
      assertRejected(event);
    }
    story.then(new Annotated("a", "best", List.of("keep"), null, true));
    story.then(new Annotated("a", null, null, "of all", null));

    assertThat(story.run("a").labels())
        .isEqualTo(new Labels("best", List.of("keep"), "of all", true));
    assertThat(story.run("a").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void queueIsByPriorityThenBySubmission() {
    story
        .submitted("a")
        .submitted("b")
        .then(new Submitted("c", Story.spec(), "hash", null, null, 5))
        .submitted("d");
    assertThat(story.book().queuedIds()).containsExactly("c", "a", "b", "d");

    story.then(new PriorityChanged("d", 5)).then(new PriorityChanged("c", -1));

    assertThat(story.book().queuedIds()).containsExactly("d", "a", "b", "c");
    assertThat(story.book().before(story.run("b"))).isEqualTo(2);
  }

  @Test
  void priorityChangedWhileItRunsHoldsWhenItIsQueuedAgain() {
    story.running("a", one).submitted("b").then(new PriorityChanged("a", -5));
    story.then(new AttemptLost("a", 1, one, Reasons.UNHEARD));

    assertThat(story.book().queuedIds()).containsExactly("b", "a");
  }

  @Test
  void steeringIsLegalUntilTheEndAndAppliedOnceByItsOwner() {
    story.submitted("a").then(new SteerRequested("a", SteerKey.EPOCHS, 9));
    long first = story.book().offset();
    claimed("a", 1).then(new Started("a", 1, one, 0, Story.START, Story.START));
    story.then(new SteerRequested("a", SteerKey.LEARNING_RATE, 0.1));
    long second = story.book().offset();
    assertThat(story.run("a").steering().pending()).hasSize(2);

    story.then(new SteerApplied("a", 1, one, first, 4));
    assertThat(story.verdict().counted()).isTrue();
    story.then(new SteerApplied("a", 1, one, first, 5));
    assertThat(story.verdict().counted()).as("a second time").isFalse();
    story.then(new SteerApplied("a", 1, new Owner("worker-1", 77), second, 5));
    assertThat(story.verdict().counted()).as("by a stranger").isFalse();

    assertThat(story.run("a").steering().pending())
        .singleElement()
        .returns(second, steering -> steering.request());
    assertThat(story.run("a").steering().latest(SteerKey.EPOCHS))
        .get()
        .returns(4L, steering -> steering.iteration());
  }

  @Test
  void planRepeatsWhatWasAppliedUnlessALaterRequestHasSetTheKey() {
    story.running("a", one).then(new SteerRequested("a", SteerKey.LEARNING_RATE, 0.1));
    story.then(new SteerApplied("a", 1, one, story.book().offset(), 10));
    story.then(new SteerRequested("a", SteerKey.EPOCHS, 9));
    story.then(new SteerApplied("a", 1, one, story.book().offset(), 20));
    assertThat(story.run("a").steering().plan())
        .extracting(s -> s.value())
        .containsExactly(0.1, 9.0);

    story.then(new SteerRequested("a", SteerKey.LEARNING_RATE, 0.2));

    assertThat(story.run("a").steering().plan())
        .extracting(s -> s.value())
        .containsExactly(9.0, 0.2);
  }

  private Story claimed(String id, int attempt) {
    return story
        .then(new AttemptOpened(id, attempt, "worker-1", "dataset"))
        .then(new Claimed(id, attempt, one));
  }

  private void assertRejected(RunEvent event) {
    Run before = story.run(event.runId());
    story.then(event);
    assertThat(story.verdict()).as("%s", event).isInstanceOf(Verdict.Rejected.class);
    assertThat(story.run(event.runId())).isEqualTo(before);
  }
}
