package io.trainyard.node.store;

import java.util.List;

/**
 * How the nodes of Cassandra are.
 *
 * @param expected how many there are to be
 * @param answering how many answered just now
 * @param silent addresses of those that are known and did not
 * @param quorum whether enough of them answered together when last asked for a row
 */
public record RingState(int expected, int answering, List<String> silent, boolean quorum) {
  public RingState {
    silent = List.copyOf(silent);
  }

  public boolean whole() {
    return answering >= expected && quorum;
  }
}
