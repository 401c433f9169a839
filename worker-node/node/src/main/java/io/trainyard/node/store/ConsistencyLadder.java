package io.trainyard.node.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * LOCAL_QUORUM first, LOCAL_ONE when nodes are missing. With two replicas a quorum is both of them,
 * so without the second step one dead node would stop what replication is meant to keep up. After a
 * fall it stays on the lower step for a moment, or each request would wait for its own timeout.
 * Safe for use by any thread.
 */
final class ConsistencyLadder {
  /** How long the quorum is not tried again. */
  static final Duration LOW = Duration.ofSeconds(3);

  private final LongSupplier nanoTime;
  private final Runnable onFall;
  private final AtomicReference<@Nullable Long> lowUntil = new AtomicReference<>();

  /**
   * @param nanoTime a monotonic clock
   * @param onFall called once for each request that a quorum did not answer
   */
  ConsistencyLadder(LongSupplier nanoTime, Runnable onFall) {
    this.nanoTime = nanoTime;
    this.onFall = onFall;
  }

  /** An answer and whether a quorum gave it. */
  record Answer<T>(T value, boolean quorum) {}

  /**
   * Asks, with true for a quorum. Fails with the lower step's failure when both fail.
   *
   * @param request starts the request
   */
  <T> CompletionStage<Answer<T>> ask(Function<Boolean, CompletionStage<T>> request) {
    if (low()) {
      onFall.run();
      return request.apply(false).thenApply(value -> new Answer<>(value, false));
    }
    CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    request
        .apply(true)
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                answer.complete(new Answer<>(value, true));
              } else if (Outage.is(failure)) {
                fall(request, answer);
              } else {
                answer.completeExceptionally(failure);
              }
            });
    return answer;
  }

  private <T> void fall(
      Function<Boolean, CompletionStage<T>> request, CompletableFuture<Answer<T>> answer) {
    onFall.run();
    request
        .apply(false)
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                lowUntil.set(nanoTime.getAsLong() + LOW.toNanos());
                answer.complete(new Answer<>(value, false));
              } else {
                answer.completeExceptionally(failure);
              }
            });
  }

  private boolean low() {
    Long until = lowUntil.get();
    return until != null && nanoTime.getAsLong() - until < 0;
  }
}
