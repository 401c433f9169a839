package io.trainyard.launcher.cli.await;

import io.trainyard.contract.error.TrainyardException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What comes later, waited for by a command's thread; a failure is thrown as it was. */
public final class Awaited {
  private Awaited() {}

  public static <T> T of(CompletableFuture<T> news) throws InterruptedException {
    try {
      return news.get();
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  /** False when it has not come within the limit. */
  public static boolean isDone(CompletableFuture<?> news, Duration limit)
      throws InterruptedException {
    try {
      news.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(ExecutionException e) {
    return e.getCause() instanceof TrainyardException known
        ? known
        : new IllegalStateException(e.getCause());
  }
}
