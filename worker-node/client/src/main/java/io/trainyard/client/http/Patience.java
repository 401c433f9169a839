package io.trainyard.client.http;

import java.time.Duration;

/** Waits between tries; tests pass one that does not. */
@FunctionalInterface
public interface Patience {
  void await(Duration delay) throws InterruptedException;
}
