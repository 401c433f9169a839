package io.trainyard.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.Failed;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.Lineage;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckpointRulesTest {
  private static final RunError DISK = new RunError("IO", "the disk broke");

  private final Story story = new Story();
  private final Owner one = story.worker("worker-1");

  @Test
  void countsOnlyAboveTheLastOne() {
    story.running("a", one).then(saved(1, 10));

    story.then(saved(1, 10));
    assertThat(story.verdict().counted()).isFalse();
    story.then(saved(1, 9));
    assertThat(story.verdict().counted()).isFalse();

    story.then(saved(1, 11));
    assertThat(story.verdict().counted()).isTrue();
  }

  @Test
  void countsOnlyFromTheOwnerOnceItHasStarted() {
    story.submitted("a").opened("a", 1).then(new Claimed("a", 1, one)).then(saved(1, 10));
    assertThat(story.verdict().counted()).isFalse();

    story.then(new Started("a", 1, one, 0, Story.START, Story.START));
    story.then(new CheckpointSaved("a", 1, new Owner("worker-1", 77), checkpoint(10, null)));
    assertThat(story.verdict().counted()).isFalse();
  }

  @Test
  void newestThreeAndTheBestAreKept() {
    story.running("a", one);
    story.then(new CheckpointSaved("a", 1, one, checkpoint(10, 0.8)));
    story.then(new CheckpointSaved("a", 1, one, checkpoint(20, 0.9)));
    for (long k = 30; k <= 60; k += 10) {
      story.then(new CheckpointSaved("a", 1, one, checkpoint(k, 0.85)));
    }

    assertThat(kept()).containsExactly(20L, 40L, 50L, 60L);
    assertThat(story.run("a").saves().best()).get().returns(20L, Checkpoint::iteration);
  }

  @Test
  void attemptThatWentOnFromAnOlderOneDropsWhatLiesBeyond() {
    story.running("a", one);
    List.of(10L, 20L, 30L).forEach(k -> story.then(saved(1, k)));
    lostAndStartedAgain(2, 20);
    assertThat(kept()).containsExactly(10L, 20L);

    story.then(saved(2, 25));

    assertThat(story.verdict().counted()).isTrue();
    assertThat(story.run("a").resumable()).get().returns(25L, Checkpoint::iteration);
  }

  @Test
  void attemptThatCouldReadNoneBeginsAnew() {
    story.running("a", one).then(saved(1, 10));

    lostAndStartedAgain(2, 0);

    assertThat(story.run("a").resumable()).isEmpty();
  }

  @Test
  void onlyACheckpointAboveAnyBeforeForgivesLosses() {
    story.running("a", one).then(saved(1, 30));
    lostAndStartedAgain(2, 10);
    assertThat(story.run("a").losses()).isEqualTo(1);

    story.then(saved(2, 30));
    assertThat(story.run("a").losses()).isEqualTo(1);

    story.then(saved(2, 31));
    assertThat(story.run("a").losses()).isZero();
  }

  @Test
  void runThatGetsFurtherEachTimeIsNeverPoison() {
    story.running("a", one);
    for (int attempt = 1; attempt <= 10; attempt++) {
      story.then(saved(attempt, attempt * 10L));
      lostAndStartedAgain(attempt + 1, attempt * 10L);
    }

    assertThat(story.run("a").state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void lossesOfTheYardAndOutagesDoNotCount() {
    story.running("a", one);
    int attempt = 1;
    for (String why : List.of(Reasons.YARD_RESTARTED, Reasons.CANCEL_TIMEOUT)) {
      story.then(new AttemptLost("a", attempt, one, why));
      startedAgain(++attempt, 0);
    }
    RunError outage = new RunError(Reasons.OUTAGE, "Cassandra is away");
    story.then(new AttemptFailed("a", attempt, one, outage, 0));
    startedAgain(++attempt, 0);
    assertThat(story.run("a").losses()).isZero();

    story.then(new HandedOver("a", attempt, one, Reasons.STALLED, 0));
    assertThat(story.run("a").losses()).isEqualTo(1);
  }

  @Test
  void lostAttemptCountsUpToItsCheckpointAndOthersToWhatTheySay() {
    story.running("a", one).then(saved(1, 10));
    lostAndStartedAgain(2, 10);
    story.then(new HandedOver("a", 2, one, Reasons.SHUTDOWN, 17));
    startedAgain(3, 10);
    story.then(new AttemptFailed("a", 3, one, DISK, 12));
    startedAgain(4, 10);
    story.then(new Failed("a", 4, one, DISK, 14));

    assertThat(story.run("a").attempts())
        .extracting(Attempt::lastIteration)
        .containsExactly(10L, 17L, 12L, 14L);
    Counting counting = Counting.of(story.run("a"));
    assertThat(counting.metric(1, 10)).isTrue();
    assertThat(counting.metric(1, 11)).isFalse();
    assertThat(counting.metric(2, 11)).isFalse();
    assertThat(counting.metric(4, 14)).isTrue();
    assertThat(counting.metric(4, 15)).isFalse();
  }

  @Test
  void successKeepsTheModelAloneAndOtherEndsTheNewest() {
    story.running("a", one).then(saved(1, 10)).then(saved(1, 20));
    story.then(new Succeeded("a", 1, one, Story.result()));
    assertThat(kept()).isEmpty();

    story.running("b", one);
    story.then(new CheckpointSaved("b", 1, one, checkpoint(10, null)));
    story.then(new CheckpointSaved("b", 1, one, checkpoint(20, null)));
    story.then(new CancelRequested("b")).then(new HandedOver("b", 1, one, Reasons.CANCEL, 22));
    assertThat(story.run("b").saves().kept())
        .extracting(Checkpoint::iteration)
        .containsExactly(20L);
  }

  @Test
  void childBeginsFromWhatItWasGivenUntilItHasItsOwn() {
    Lineage parent = new Lineage("p", Lineage.Kind.CONTINUE);
    story.then(new Submitted("a", Story.spec(), "hash", parent, checkpoint(50, null), null));
    assertThat(story.run("a").resumable()).get().returns(50L, Checkpoint::iteration);

    startedAgain(1, 50);
    story.then(saved(1, 50));
    assertThat(story.verdict().counted()).as("not above what it began from").isFalse();
    story.then(saved(1, 60));

    assertThat(story.run("a").resumable()).get().returns(60L, Checkpoint::iteration);
  }

  private List<Long> kept() {
    return story.run("a").saves().kept().stream().map(Checkpoint::iteration).toList();
  }

  private CheckpointSaved saved(int attempt, long iteration) {
    return new CheckpointSaved("a", attempt, one, checkpoint(iteration, null));
  }

  private static Checkpoint checkpoint(long iteration, @Nullable Double accuracy) {
    return new Checkpoint("c" + iteration, 100, 1, iteration, accuracy);
  }

  private void lostAndStartedAgain(int next, long resumedFrom) {
    story.then(new AttemptLost("a", next - 1, one, Reasons.UNHEARD));
    startedAgain(next, resumedFrom);
  }

  private void startedAgain(int attempt, long resumedFrom) {
    story
        .opened("a", attempt)
        .then(new Claimed("a", attempt, one))
        .then(new Started("a", attempt, one, resumedFrom, Story.START, Story.START));
  }
}
