package io.trainyard.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.node.store.ConsistencyLadder.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsistencyLadderTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicInteger falls = new AtomicInteger();
  private final ConsistencyLadder ladder = new ConsistencyLadder(now::get, falls::incrementAndGet);
  private final List<Boolean> asked = new ArrayList<>();

  private Answer<String> ask(CompletionStage<String> quorum, CompletionStage<String> one) {
    return ladder
        .ask(
            wantsQuorum -> {
              asked.add(wantsQuorum);
              return wantsQuorum ? quorum : one;
            })
        .toCompletableFuture()
        .join();
  }

  private static CompletableFuture<String> fails(RuntimeException failure) {
    return CompletableFuture.failedFuture(failure);
  }

  private static CompletableFuture<String> says(String answer) {
    return CompletableFuture.completedFuture(answer);
  }

  @Test
  void asksAQuorumFirst() {
    assertThat(ask(says("all"), says("one"))).isEqualTo(new Answer<>("all", true));
    assertThat(asked).containsExactly(true);
    assertThat(falls).hasValue(0);
  }

  @Test
  void asksOneNodeWhenAQuorumIsSilent() {
    assertThat(ask(fails(new DriverTimeoutException("2 s")), says("one")))
        .isEqualTo(new Answer<>("one", false));
    assertThat(falls).hasValue(1);
  }

  @Test
  void staysLowForAWhileAndThenTriesTheQuorumAgain() {
    ask(fails(new NoNodeAvailableException()), says("one"));
    asked.clear();

    ask(says("all"), says("one"));
    now.addAndGet(ConsistencyLadder.LOW.toNanos() + 1);
    ask(says("all"), says("one"));

    assertThat(asked).containsExactly(false, true);
  }

  @Test
  void doesNotHideAFaultOfTheRequest() {
    assertThatThrownBy(() -> ask(fails(new IllegalStateException("bad")), says("one")))
        .hasRootCauseMessage("bad");
    assertThat(asked).containsExactly(true);
  }

  @Test
  void failsWhenNobodyAnswers() {
    CompletableFuture<String> nobody = fails(new NoNodeAvailableException());

    assertThatThrownBy(() -> ask(nobody, nobody))
        .satisfies(
            e -> assertThat(Outage.typed(e).code()).isEqualTo(ErrorCode.CASSANDRA_UNAVAILABLE));
  }
}
