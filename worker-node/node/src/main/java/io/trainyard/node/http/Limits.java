package io.trainyard.node.http;

import java.time.Duration;

/**
 * How much of anything one caller may take.
 *
 * @param headers time from a connection's opening to its first request
 * @param keepAlive time between two requests of a connection
 * @param body time for a JSON body to arrive, and for an upload or a reader to make any progress
 * @param jsonBytes largest JSON body
 * @param connections open at one time; beyond that the one that has waited longest is closed
 * @param heartbeat between two comment lines of a stream
 * @param stalled time without any progress after which a stream's client is let go
 * @param streamQueue events that may wait for one client
 */
public record Limits(
    Duration headers,
    Duration keepAlive,
    Duration body,
    int jsonBytes,
    int connections,
    Duration heartbeat,
    Duration stalled,
    int streamQueue) {

  public static final int HEADER_BYTES = 16 * 1024;
  public static final int LINE_BYTES = 8 * 1024;

  public static final Limits DEFAULTS =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Duration.ofSeconds(30),
          1_000_000,
          2_000,
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          2_000);
}
