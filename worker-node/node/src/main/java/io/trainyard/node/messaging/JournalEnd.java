package io.trainyard.node.messaging;

import java.util.concurrent.CompletableFuture;

/** Asks the brokers, not this node's copy, how long the journal is. Safe for use by any thread. */
@FunctionalInterface
public interface JournalEnd {

  /**
   * The offset that the next record will have, 0 of an empty journal; asked anew at each call.
   * Fails when no broker that leads the journal answers.
   */
  CompletableFuture<Long> ask();
}
