package io.trainyard.node.time;

import java.time.Duration;

/** Calls back after a while, and tells monotonic time. */
public interface Timer {

  /** Nanoseconds on a clock that only goes forward; only differences mean anything. */
  long nanoTime();

  /** Runs the task once after the delay, on the timer's own thread: it must not block. */
  void after(Duration delay, Runnable task);
}
