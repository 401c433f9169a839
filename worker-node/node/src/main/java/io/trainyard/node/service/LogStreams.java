package io.trainyard.node.service;

import org.jspecify.annotations.Nullable;

/**
 * What happens in the yard, live: log lines, metrics, states and results, as GET /logs/stream tells
 * it.
 */
public interface LogStreams {

  /**
   * Begins a stream. May block for a moment; events may come before it returns.
   *
   * @param runId the run to follow from its beginning; null for the whole yard from now on
   * @param lastEventId the last {@link StreamEvent#id} that the client has seen: what follows it
   *     comes next
   * @throws io.trainyard.contract.error.TrainyardException RUN_NOT_FOUND, INVALID_EVENT_ID for an
   *     id that this stream never gave, TOO_MANY_STREAMS, KAFKA_UNAVAILABLE
   */
  Subscription subscribe(
      @Nullable String runId, @Nullable String lastEventId, Subscriber subscriber);

  /** Who listens. Called by one thread at a time, which is the stream's own: must not block. */
  interface Subscriber {
    void event(StreamEvent event);

    /**
     * Whether another event can be taken now. While not, events wait; who takes nothing for long is
     * told of a gap and closed.
     */
    default boolean ready() {
      return true;
    }

    /**
     * All has been told: nothing follows, and coming back is of no use.
     *
     * @param why a sentence for people
     */
    void closed(String why);

    /**
     * The stream breaks off here: who comes back with the last id goes on where it was.
     *
     * @param why a sentence for people
     */
    default void brokenOff(String why) {
      closed(why);
    }
  }

  /** An open stream. */
  interface Subscription extends AutoCloseable {

    /** Ends it; may be called twice and from any thread, does not block. */
    @Override
    void close();
  }
}
