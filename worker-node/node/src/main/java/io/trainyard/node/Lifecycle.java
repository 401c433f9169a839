package io.trainyard.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened, to be closed in reverse. A part that fails to close does not keep the others
 * open. Used by the starting thread, then by the one that ends the process.
 */
final class Lifecycle implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closed;

  private record Part(String name, AutoCloseable resource) {}

  /** Takes a part in; the last taken is the first closed. */
  synchronized <T extends AutoCloseable> T manage(String name, T resource) {
    parts.push(new Part(name, resource));
    return resource;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  private static void close(Part part) {
    long start = System.nanoTime();
    try {
      part.resource().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.atWarn().setCause(e).log("{} did not close cleanly", part.name());
    }
    LOG.atDebug().log("{} closed in {} ms", part.name(), (System.nanoTime() - start) / 1_000_000);
  }
}
