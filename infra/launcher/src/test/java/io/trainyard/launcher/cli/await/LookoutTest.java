package io.trainyard.launcher.cli.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookoutTest {
  private final AtomicInteger looks = new AtomicInteger();
  private final Lookout lookout = Lookout.ofThisProcess();

  @AfterEach
  void close() {
    lookout.close();
  }

  @Test
  void looksUntilItFinds() throws Exception {
    CompletableFuture<Integer> found =
        lookout.until(
            () -> Optional.of(looks.incrementAndGet()).filter(n -> n == 3), Duration.ofMillis(1));

    assertThat(found.get(10, TimeUnit.SECONDS)).isEqualTo(3);
    assertThat(looks).hasValue(3);
  }

  @Test
  void looksAtOnce() throws Exception {
    CompletableFuture<Integer> found =
        lookout.until(() -> Optional.of(looks.incrementAndGet()), Duration.ofDays(1));

    assertThat(found.get(10, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void failsAsTheLookFailed() {
    CompletableFuture<Integer> found =
        lookout.until(
            () -> {
              throw new IllegalStateException("no look");
            },
            Duration.ofMillis(1));

    assertThatThrownBy(found::join).hasRootCauseMessage("no look");
  }
}
