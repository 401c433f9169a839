package io.trainyard.node.worker;

import java.time.Duration;

/**
 * Whether this worker has the journal: brokers have told its end within 5 s, and what the worker
 * has folded reaches there. An answer speaks of the moment at which it was asked for, on a
 * monotonic clock: a process that slept with the answer in its pocket knows nothing. One thread
 * writes, any reads.
 */
public final class JournalWatch {
  public static final Duration INTERVAL = Duration.ofSeconds(1);
  public static final Duration ANSWER = Duration.ofSeconds(5);

  /** Without the journal for so long, another may own the run: learning goes on no more. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Asked every second and answered in time, the last answer is never older than this. */
  private static final long FRESH = INTERVAL.plus(ANSWER).toNanos();

  private volatile long lastGood;

  /**
   * Counts from a moment at which it is known.
   *
   * @param nanoTime monotonic, as all the others
   */
  public JournalWatch(long nanoTime) {
    this.lastGood = nanoTime;
  }

  /**
   * The fold has reached the end that a broker told.
   *
   * @param asked when the question was sent
   */
  public void reached(long asked, long now) {
    if (now - asked <= ANSWER.toNanos() && asked - lastGood > 0) {
      lastGood = asked;
    }
  }

  /** Whether it has the journal. */
  public boolean has(long now) {
    return now - lastGood <= FRESH;
  }

  /** Whether it has not had it for 30 s. */
  public boolean isLost(long now) {
    return now - lastGood > PATIENCE.toNanos();
  }
}
