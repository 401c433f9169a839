package io.trainyard.client.stream;

/**
 * Hears a stream's events, one at a time, on the stream's own thread; while it takes its time, no
 * more is read from the connection.
 */
@FunctionalInterface
public interface StreamListener {
  void on(StreamEvent event);
}
