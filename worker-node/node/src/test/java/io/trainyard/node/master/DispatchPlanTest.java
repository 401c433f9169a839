package io.trainyard.node.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.ClaimExpired;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.Story;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DispatchPlanTest {
  private final Story story = new Story();

  @Test
  void queuedRunsGoToFreeSlotsInOrder() {
    Owner one = story.worker("worker-1");
    Owner two = story.worker("worker-2");
    story.submitted("a").submitted("b").submitted("c");

    assertThat(plan(List.of(beat(two, 1), beat(one, 1)), DispatchPlanTest::ready))
        .containsExactly("a on worker-1", "b on worker-2");
  }

  @Test
  void slotThatTheBookHasGivenAwayIsNotFree() {
    Owner one = story.worker("worker-1");
    story.submitted("a").submitted("b").then(new AttemptOpened("a", 1, "worker-1", "d"));

    assertThat(plan(List.of(beat(one, 1)), DispatchPlanTest::ready)).isEmpty();
  }

  @Test
  void heartbeatOfAnOlderProcessOffersNothing() {
    Owner old = story.worker("worker-1");
    story.worker("worker-1");
    story.submitted("a");

    assertThat(plan(List.of(beat(old, 1)), DispatchPlanTest::ready)).isEmpty();
  }

  @Test
  void workerWithoutPartitionsCannotBeReached() {
    Owner one = story.worker("worker-1");
    story.submitted("a");

    assertThat(plan(List.of(beat(one, 1, List.of())), DispatchPlanTest::ready)).isEmpty();
  }

  @Test
  void workerThatDidNotClaimIsAskedAgainOnlyIfThereIsNoOther() {
    Owner one = story.worker("worker-1");
    Owner two = story.worker("worker-2");
    story.submitted("a").opened("a", 1).then(new ClaimExpired("a", 1));

    assertThat(plan(List.of(beat(one, 1), beat(two, 1)), DispatchPlanTest::ready))
        .containsExactly("a on worker-2");
    assertThat(plan(List.of(beat(one, 1)), DispatchPlanTest::ready))
        .containsExactly("a on worker-1");
  }

  @Test
  void runThatIsNotReadyLetsTheNextGoFirst() {
    Owner one = story.worker("worker-1");
    story.submitted("a").submitted("b");

    assertThat(
            plan(
                List.of(beat(one, 1)),
                run -> run.id().equals("a") ? Optional.empty() : Optional.of("d")))
        .containsExactly("b on worker-1");
  }

  @Test
  void slotWhoseOpeningIsNotReadBackYetIsNotOfferedAgain() {
    Owner one = story.worker("worker-1");
    Owner two = story.worker("worker-2");
    story.submitted("a").submitted("b").submitted("c");

    assertThat(plan(List.of(beat(one, 1)), DispatchPlanTest::ready, "a"::equals)).isEmpty();
    assertThat(plan(List.of(beat(one, 1), beat(two, 1)), DispatchPlanTest::ready, "a"::equals))
        .containsExactly("b on worker-2");
  }

  private List<String> plan(
      List<Heartbeat.OfWorker> workers, Function<Run, Optional<String>> ready) {
    return plan(workers, ready, id -> false);
  }

  private List<String> plan(
      List<Heartbeat.OfWorker> workers,
      Function<Run, Optional<String>> ready,
      Predicate<String> busy) {
    return DispatchPlan.openings(story.book(), workers, ready, busy).stream()
        .map(o -> o.run().id() + " on " + o.worker().owner().workerId())
        .toList();
  }

  private static Optional<String> ready(Run run) {
    return Optional.of("dataset of " + run.id());
  }

  private static Heartbeat.OfWorker beat(Owner owner, int free) {
    return beat(owner, free, List.of(0));
  }

  private static Heartbeat.OfWorker beat(Owner owner, int free, List<Integer> partitions) {
    return new Heartbeat.OfWorker(
        owner,
        0,
        "http://127.0.0.1:8000",
        "cpu",
        1,
        free,
        partitions,
        List.of(),
        List.of(),
        false,
        Instant.EPOCH);
  }
}
