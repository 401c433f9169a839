package io.trainyard.node.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.cluster.Health;
import io.trainyard.node.store.RingState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeHealthTest {
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void isUpWhenAllAnswer() {
    Health health = look(cassandra(2, 0), PingCheck.redis(() -> {}));

    assertThat(health.status()).isEqualTo(Health.State.UP);
    assertThat(health.dependencies())
        .allSatisfy(d -> assertThat(d.latencyMillis()).isNotNegative())
        .extracting(Health.Dependency::name)
        .containsExactly("cassandra", "redis");
  }

  @Test
  void isDegradedWithoutRedisAndSaysWhatThatMeans() {
    Health health = look(cassandra(2, 0), PingCheck.redis(NodeHealthTest::fail));

    assertThat(health.status()).isEqualTo(Health.State.DEGRADED);
    assertThat(health.dependencies().get(1).status()).isEqualTo(Health.State.DOWN);
    assertThat(health.dependencies().get(1).why()).contains("gone", "Runs go on");
  }

  @Test
  void isDownWithoutCassandra() {
    assertThat(look(cassandra(0, 0)).status()).isEqualTo(Health.State.DOWN);
  }

  @Test
  void isDegradedWithoutWorkers() {
    assertThat(look(new WorkersCheck(() -> 0, 64)).status()).isEqualTo(Health.State.DEGRADED);
    assertThat(look(new WorkersCheck(() -> 65, 64)).status()).isEqualTo(Health.State.DEGRADED);
    assertThat(look(new WorkersCheck(() -> 2, 64)).status()).isEqualTo(Health.State.UP);
  }

  @Test
  void answersInTimeThoughACheckHangsAndBeginsItOnlyOnce() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    PingCheck frozen =
        PingCheck.redis(
            () -> {
              begun.incrementAndGet();
              hanging.await();
            });
    try (NodeHealth health = health(frozen, cassandra(2, 0))) {
      long began = System.nanoTime();
      Health first = health.check();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      Health second = health.check();
      hanging.countDown();

      assertThat(took).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(4));
      assertThat(first.status()).isEqualTo(Health.State.DEGRADED);
      assertThat(second.dependencies().get(1).status()).isEqualTo(Health.State.UP);
      assertThat(begun).hasValue(1);
    }
  }

  @Test
  void looksOnceASecondHoweverOftenItIsAsked() {
    AtomicInteger asked = new AtomicInteger();
    try (NodeHealth health = health(PingCheck.redis(asked::incrementAndGet))) {
      health.check();
      nanos.addAndGet(Duration.ofMillis(900).toNanos());
      health.check();
      assertThat(asked).hasValue(1);
      nanos.addAndGet(Duration.ofMillis(100).toNanos());
      health.check();
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void isDegradedWithOneNodeOfCassandraAndSaysWhichIsSilent() {
    Health health = look(cassandra(1, 3));

    assertThat(health.status()).isEqualTo(Health.State.DEGRADED);
    assertThat(health.dependencies().get(0).why())
        .contains("1 of 2 nodes", "node-2", "All goes on", "3 blobs and datasets have one copy");
  }

  @Test
  void isDegradedUntilEverythingHasItsCopiesAgain() {
    Health health = look(cassandra(2, 1));

    assertThat(health.status()).isEqualTo(Health.State.DEGRADED);
    assertThat(health.dependencies().get(0).why()).contains("1 blob or dataset has one copy");
  }

  private static CassandraCheck cassandra(int answering, int underReplicated) {
    List<String> silent = IntStream.range(answering, 2).mapToObj(i -> "node-" + (i + 1)).toList();
    return new CassandraCheck(
        () -> new RingState(2, answering, silent, answering == 2), ring -> underReplicated);
  }

  private Health look(HealthCheck... checks) {
    try (NodeHealth health = health(checks)) {
      return health.check();
    }
  }

  private NodeHealth health(HealthCheck... checks) {
    return new NodeHealth(
        new NodeHealth.Identity("master", "master", "1"), () -> 1, List.of(checks), nanos::get);
  }

  private static void fail() throws IOException {
    throw new IOException("gone");
  }
}
