package io.trainyard.client.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Tells when some time has passed; tests pass one whose clock they move. Safe for any thread. */
@FunctionalInterface
public interface Timer {
  /** Completes once this much time has passed, or never for one who cancels it. */
  CompletableFuture<Void> after(Duration delay);

  /** By the machine's monotonic clock. */
  static Timer ofThisMachine() {
    return delay -> {
      Executor later =
          CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run);
      return CompletableFuture.runAsync(() -> {}, later);
    };
  }
}
