package io.trainyard.child;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the end of the stream that the parent holds open and then ends this process. Two daemon
 * threads: one reads, one ends at once if the shutdown hooks hang.
 */
final class ParentWatch {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final InputStream fromParent;
  private final ProcessEnd end;
  private final Duration grace;

  ParentWatch(InputStream fromParent, ProcessEnd end) {
    this(fromParent, end, GRACE);
  }

  ParentWatch(InputStream fromParent, ProcessEnd end, Duration grace) {
    this.fromParent = fromParent;
    this.end = end;
    this.grace = grace;
  }

  void start() {
    daemon("parent-watch", this::watch);
  }

  private void watch() {
    awaitEnd();
    CountDownLatch ended = new CountDownLatch(1);
    daemon("parent-watch-limit", () -> endAtOnceUnless(ended));
    end.orderly();
    ended.countDown();
  }

  private void awaitEnd() {
    byte[] ignored = new byte[256];
    try {
      while (fromParent.read(ignored) >= 0) {
        // The parent has nothing to say but that it lives.
      }
    } catch (IOException e) {
      System.err.println("The parent's stream broke, ending as if it were closed: " + e);
    }
  }

  private void endAtOnceUnless(CountDownLatch ended) {
    try {
      if (!ended.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        end.atOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
