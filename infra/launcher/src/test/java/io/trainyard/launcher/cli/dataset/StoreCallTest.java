package io.trainyard.launcher.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.dataset.DatasetList;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.dataset.Storing;
import io.trainyard.contract.dataset.Storing.Step;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.launcher.cli.TestYard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreCallTest {
  private final TestYard yard = new TestYard();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    yard.close();
  }

  private StoreCall call() {
    return new StoreCall(yard.client().datasets(), heard::add, Duration.ofMillis(1));
  }

  @Test
  void tellsEachStepOnceWhileTheMasterStores() throws Exception {
    StoreAnswer answer =
        new StoreAnswer("stored", "f5", "mnist", "x", false, 70_000, 12, 5, 4, 1, 2.0);
    CountDownLatch lookedAt = new CountDownLatch(4);
    AtomicInteger looks = new AtomicInteger();
    yard.on(
        "/api/v1/datasets",
        exchange -> {
          Storing storing =
              looks.incrementAndGet() <= 2
                  ? new Storing("mnist", Step.FETCHING, 2_500_000, 9_900_000)
                  : new Storing("mnist", Step.STORING, 12_722, 70_000);
          TestYard.json(exchange, 200, new DatasetList(List.of(), List.of(storing)));
          lookedAt.countDown();
        });
    yard.on(
        "/api/v1/datasets/mnist",
        exchange -> {
          await(lookedAt);
          TestYard.json(exchange, 200, answer);
        });

    StoreAnswer stored = call().mnist();

    assertThat(stored).isEqualTo(answer);
    assertThat(heard)
        .containsExactly("mnist: 2.5 of 9.9 MB of a file fetched", "mnist: 12,722 of 70,000 items");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void throwsWhatTheStoringThrew() {
    yard.refusing("/api/v1/datasets/mnist", ErrorCode.MNIST_UNAVAILABLE, "No network.");
    yard.refusing("/api/v1/datasets", ErrorCode.INTERNAL, "Something else.");

    assertThatThrownBy(() -> call().mnist())
        .isInstanceOfSatisfying(
            TrainyardException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MNIST_UNAVAILABLE));
    assertThat(heard).isEmpty();
  }
}
