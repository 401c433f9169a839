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
import org.junit.jupiter.api.Test;

class ConsistencyLadderTest {
  private final ConsistencyLadder ladder = new ConsistencyLadder(2);
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
    assertThat(ladder.low()).isFalse();
  }

  @Test
  void asksOneNodeWhenAQuorumIsSilent() {
    assertThat(ask(fails(new DriverTimeoutException("2 s")), says("one")))
        .isEqualTo(new Answer<>("one", false));
    assertThat(ladder.low()).isTrue();
  }

  @Test
  void staysLowUntilAProbeSeesAQuorum() {
    ask(fails(new NoNodeAvailableException()), says("one"));
    asked.clear();

    ladder.probe(() -> fails(new DriverTimeoutException("2 s")));
    ask(says("all"), says("one"));
    ladder.probe(() -> says("a quorum"));
    ask(says("all"), says("one"));

    assertThat(asked).containsExactly(false, true);
  }

  @Test
  void probesOnceAtATimeAndOnlyWhileLow() {
    AtomicInteger probes = new AtomicInteger();
    CompletableFuture<String> slow = new CompletableFuture<>();
    ladder.probe(() -> says("not needed, " + probes.incrementAndGet()));
    ask(fails(new NoNodeAvailableException()), says("one"));

    for (int i = 0; i < 3; i++) {
      ladder.probe(
          () -> {
            probes.incrementAndGet();
            return slow;
          });
    }

    assertThat(probes).hasValue(1);
    slow.complete("here");
    assertThat(ladder.low()).isFalse();
  }

  @Test
  void takesOneForAQuorumWhereOneCopyIsAllThereIs() {
    ConsistencyLadder single = new ConsistencyLadder(1);

    Answer<String> answer =
        single
            .ask(quorum -> quorum ? fails(new DriverTimeoutException("2 s")) : says("one"))
            .toCompletableFuture()
            .join();

    assertThat(answer).isEqualTo(new Answer<>("one", true));
    assertThat(single.low()).isFalse();
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
