package io.trainyard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.contract.run.TaskRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SubmissionTest {
  private static final SubmitAnswer ACCEPTED =
      new SubmitAnswer("run1", "accepted", RunState.QUEUED, "/api/v1/runs/run1", "/logs/stream");

  private final TestNode node = new TestNode();
  private final MovedTimer timer = new MovedTimer();
  private final AtomicInteger calls = new AtomicInteger();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    thread.shutdownNow();
    node.close();
  }

  @Test
  void asksAgainOnceThePauseIsOverAndNotBefore() {
    unknownUntil(2);
    CompletableFuture<SubmitAnswer> answer = submit();
    await().until(() -> timer.waiting() == 1);

    timer.move(Duration.ofMillis(249));
    assertThat(calls).hasValue(1);
    timer.move(Duration.ofMillis(1));

    assertThat(answer.join()).isEqualTo(ACCEPTED);
    assertThat(calls).hasValue(2);
  }

  @Test
  void pausesTwiceAsLongEachTimeAndGivesUp() {
    unknownUntil(Integer.MAX_VALUE);
    CompletableFuture<SubmitAnswer> answer = submit();
    for (int millis : List.of(250, 500, 1000, 2000, 4000)) {
      await().until(() -> timer.waiting() == 1);
      timer.move(Duration.ofMillis(millis));
    }

    assertThatThrownBy(answer::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("It may have been taken.");
    assertThat(calls).hasValue(6);
  }

  @Test
  void isInterruptedInItsPause() {
    unknownUntil(Integer.MAX_VALUE);
    CompletableFuture<SubmitAnswer> answer = submit();
    await().until(() -> timer.waiting() == 1);

    thread.shutdownNow();

    assertThatThrownBy(answer::join).hasMessageContaining("It may have been taken.");
    assertThat(calls).hasValue(1);
    assertThat(timer.waiting()).isZero();
  }

  private void unknownUntil(int call) {
    node.on(
        "/send_task/mlp",
        exchange -> {
          if (calls.incrementAndGet() < call) {
            TestNode.problem(exchange, ErrorCode.OUTCOME_UNKNOWN, "It may have been taken.");
          } else {
            TestNode.json(exchange, 202, ACCEPTED);
          }
        });
  }

  private CompletableFuture<SubmitAnswer> submit() {
    ClientConfig config = ClientConfig.of(List.<URI>of(node.address()), "secret");
    TrainyardClient client = new TrainyardClient(config, timer);
    return CompletableFuture.supplyAsync(
        () -> client.runs().submit(ModelType.MLP, TaskRequest.DEFAULTS), thread);
  }
}
