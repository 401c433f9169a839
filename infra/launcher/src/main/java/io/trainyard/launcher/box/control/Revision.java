package io.trainyard.launcher.box.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Counts the changes of something, and tells those who wait for the next one. Thread-safe. */
final class Revision {
  private final Map<Long, CompletableFuture<Void>> waiting = new HashMap<>();
  private long tickets;
  private long count;

  synchronized long now() {
    return count;
  }

  /** Is done once another revision holds than the one seen; may be completed sooner by hand. */
  synchronized CompletableFuture<Void> after(long seen) {
    CompletableFuture<Void> news = new CompletableFuture<>();
    if (seen == count) {
      long ticket = tickets++;
      waiting.put(ticket, news);
      var unused = news.whenComplete((done, failure) -> forget(ticket));
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
    return new ArrayList<>(waiting.values());
  }

  private synchronized void forget(long ticket) {
    waiting.remove(ticket);
  }
}
