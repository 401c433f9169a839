package io.trainyard.client;

import io.trainyard.client.http.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A timer whose time passes only when a test says so. Thread-safe. */
final class MovedTimer implements Timer {
  private final TreeMap<Duration, CompletableFuture<Void>> due = new TreeMap<>();
  private Duration now = Duration.ZERO;

  @Override
  public synchronized CompletableFuture<Void> after(Duration delay) {
    return due.computeIfAbsent(now.plus(delay), at -> new CompletableFuture<>());
  }

  synchronized int waiting() {
    return (int) due.values().stream().filter(future -> !future.isDone()).count();
  }

  synchronized void move(Duration time) {
    now = now.plus(time);
    Map<Duration, CompletableFuture<Void>> passed = due.headMap(now, true);
    passed.values().forEach(future -> future.complete(null));
    passed.clear();
  }
}
