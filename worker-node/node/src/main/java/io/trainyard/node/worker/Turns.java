package io.trainyard.node.worker;

import io.trainyard.node.time.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Brings what happens on other threads onto the worker's one, the timer's, in the order in which it
 * happened: all of the worker's logic runs there, so none of it needs a lock. Safe for use by any
 * thread.
 */
final class Turns {
  private final Timer timer;

  Turns(Timer timer) {
    this.timer = timer;
  }

  long nanoTime() {
    return timer.nanoTime();
  }

  /** As soon as the thread is free. */
  void next(Runnable task) {
    timer.after(Duration.ZERO, task);
  }

  void after(Duration delay, Runnable task) {
    timer.after(delay, task);
  }

  /** Soon and then always again; a fault in one turn does not keep the next from coming. */
  void every(Duration interval, Runnable task) {
    next(() -> repeat(interval, task));
  }

  private void repeat(Duration interval, Runnable task) {
    timer.after(interval, () -> repeat(interval, task));
    task.run();
  }

  /** Hears of a future's end. */
  <T> void when(CompletableFuture<T> future, Consumer<T> done, Consumer<Throwable> failed) {
    var unused =
        future.whenComplete(
            (value, failure) ->
                next(
                    () -> {
                      if (failure == null) {
                        done.accept(value);
                      } else {
                        failed.accept(cause(failure));
                      }
                    }));
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
