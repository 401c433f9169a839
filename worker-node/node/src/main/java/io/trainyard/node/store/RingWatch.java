package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.internal.core.context.InternalDriverContext;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the driver look for nodes that it does not know. A driver that connects before the nodes have
 * found each other forgets those that its first node does not list, and may miss the news of them:
 * when that first node ends, it would have nobody left to ask. Owns one daemon thread.
 */
final class RingWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RingWatch.class);
  private static final Duration EACH = Duration.ofSeconds(2);

  private final CqlSession session;
  private final int expected;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "cassandra-ring");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Starts to watch.
   *
   * @param expected nodes that there are, as far as the settings tell
   */
  static RingWatch start(CqlSession session, int expected) {
    RingWatch watch = new RingWatch(session, expected);
    watch.each(watch::look);
    return watch;
  }

  /** Does this, too, every two seconds; it does not block and does not throw. */
  void each(Runnable task) {
    var unused =
        timer.scheduleWithFixedDelay(task, EACH.toMillis(), EACH.toMillis(), TimeUnit.MILLISECONDS);
  }

  private RingWatch(CqlSession session, int expected) {
    this.session = session;
    this.expected = expected;
  }

  private void look() {
    if (session.getMetadata().getNodes().size() >= expected) {
      return;
    }
    InternalDriverContext context = (InternalDriverContext) session.getContext();
    var unused =
        context
            .getMetadataManager()
            .refreshNodes()
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    log.debug("The list of Cassandra nodes cannot be read just now", failure);
                  }
                });
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
