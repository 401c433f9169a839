package io.trainyard.node.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * LOCAL_QUORUM first, LOCAL_ONE when nodes are missing. With two replicas a quorum is both of them,
 * so without the second step one dead node would stop what replication is meant to keep up. After a
 * fall it stays on the lower step until a probe has seen a quorum answer again, or one request
 * after the other would wait for its own timeout. Safe for use by any thread.
 */
final class ConsistencyLadder {
  private final boolean alone;
  private final AtomicBoolean low = new AtomicBoolean();
  private final AtomicBoolean probing = new AtomicBoolean();

  /**
   * @param replicas how many nodes keep each row; where it is one, one is a quorum
   */
  ConsistencyLadder(int replicas) {
    this.alone = replicas == 1;
  }

  /** An answer and whether a quorum gave it. */
  record Answer<T>(T value, boolean quorum) {}

  /** Whether a quorum was missing when last asked for. */
  boolean low() {
    return low.get();
  }

  /**
   * Asks, with true for a quorum. Fails with the lower step's failure when both fail.
   *
   * @param request starts the request
   */
  <T> CompletionStage<Answer<T>> ask(Function<Boolean, CompletionStage<T>> request) {
    if (low.get()) {
      return request.apply(false).thenApply(value -> new Answer<>(value, alone));
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
    request
        .apply(false)
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                low.set(!alone);
                answer.complete(new Answer<>(value, alone));
              } else {
                answer.completeExceptionally(failure);
              }
            });
  }

  /** While low, asks a quorum, one question at a time; its answer leads up again. */
  void probe(Supplier<CompletionStage<?>> quorum) {
    if (!low.get() || !probing.compareAndSet(false, true)) {
      return;
    }
    quorum
        .get()
        .whenComplete(
            (value, failure) -> {
              if (failure == null) {
                low.set(false);
              }
              probing.set(false);
            });
  }
}
