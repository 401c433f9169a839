package io.trainyard.node.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LearningControlTest {
  private final AtomicBoolean mayLearn = new AtomicBoolean(true);
  private final AtomicInteger asked = new AtomicInteger();
  private final LearningControl control =
      new LearningControl(
          () -> {
            asked.incrementAndGet();
            return mayLearn.get();
          });

  @Test
  void theGateHoldsTheLearningUntilItMayGoOn() {
    mayLearn.set(false);
    CompletableFuture<Boolean> gate = CompletableFuture.supplyAsync(control::isStopRequested);
    await().until(() -> asked.get() >= 2);
    assertThat(gate).isNotDone();

    mayLearn.set(true);
    control.look();

    assertThat(gate.join()).isFalse();
  }

  @Test
  void aSuspendedLearningCanBeStopped() {
    mayLearn.set(false);
    CompletableFuture<Boolean> gate = CompletableFuture.supplyAsync(control::isStopRequested);
    await().until(() -> asked.get() >= 2);

    control.stop(LearningControl.Stop.NOW);

    assertThat(gate.join()).isTrue();
  }

  @Test
  void stopAtOnceIsNotTakenBackBySaveFirst() {
    control.stop(LearningControl.Stop.NOW);
    control.stop(LearningControl.Stop.SAVE);

    assertThat(control.stopAsked()).isEqualTo(LearningControl.Stop.NOW);
  }

  @Test
  void aStoreThatIsAwayIsAskedAgain() {
    AtomicInteger tries = new AtomicInteger();

    String answer =
        control.patiently(
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw away();
              }
              return "here";
            });

    assertThat(answer).isEqualTo("here");
    assertThat(control.steps()).isEqualTo(1);
    assertThat(control.isWaiting()).isFalse();
  }

  @Test
  void whatIsSavedBeforeAStopIsGivenUpOnlyWhenThereIsNoTimeLeft() {
    control.stop(LearningControl.Stop.SAVE);
    assertThatThrownBy(() -> control.patiently(this::never)).isInstanceOf(LearningStopped.class);
    AtomicInteger tries = new AtomicInteger();
    CompletableFuture<Void> saving =
        CompletableFuture.runAsync(
            () ->
                control.insistently(
                    () -> {
                      tries.incrementAndGet();
                      return never();
                    }));
    await().until(() -> tries.get() >= 2);
    assertThat(saving).isNotDone();

    control.stop(LearningControl.Stop.NOW);

    assertThatThrownBy(saving::join).hasCauseInstanceOf(LearningStopped.class);
  }

  @Test
  void whatIsWrongIsNotAskedAgain() {
    assertThatThrownBy(
            () ->
                control.patiently(
                    () -> {
                      throw new TrainyardException(ErrorCode.INTERNAL, "wrong");
                    }))
        .isInstanceOf(TrainyardException.class);
  }

  private Object never() {
    throw away();
  }

  private static TrainyardException away() {
    return new TrainyardException(ErrorCode.CASSANDRA_UNAVAILABLE, "away");
  }
}
