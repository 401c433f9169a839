package io.trainyard.node.live;

import java.util.concurrent.TimeUnit;

/** What a subscription needs done by others. Safe for any thread; nothing here blocks. */
interface StreamWorkers {

  /** Runs a delivery soon; dropped once all streams are closed. */
  void deliver(Runnable turn);

  void deliverLater(Runnable turn, long delay, TimeUnit unit);

  /** Feeds it from the past, on another thread, and says so by {@code caughtUp}. */
  void catchUp(LiveSubscription stream);

  void stalled();

  void closed(LiveSubscription stream);

  /** A monotonic clock. */
  long nanos();
}
