package io.trainyard.launcher.box.control;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Counts the changes of something, and tells those who wait for the next one. Thread-safe. */
final class Revision {
  private final Set<CompletableFuture<Void>> waiting = new HashSet<>();
  private long count;

  synchronized long now() {
    return count;
  }

  /** Is done once another revision holds than the one seen; may be completed sooner by hand. */
  synchronized CompletableFuture<Void> after(long seen) {
    CompletableFuture<Void> news = new CompletableFuture<>();
    if (seen == count) {
      waiting.add(news);
      var unused = news.whenComplete((done, failure) -> forget(news));
    } else {
      news.complete(null);
    }
    return news;
  }

  void advance() {
    counted().forEach(news -> news.complete(null));
  }

  private synchronized List<CompletableFuture<Void>> counted() {
    count++;
    return new ArrayList<>(waiting);
  }

  private synchronized void forget(CompletableFuture<Void> news) {
    waiting.remove(news);
  }
}
