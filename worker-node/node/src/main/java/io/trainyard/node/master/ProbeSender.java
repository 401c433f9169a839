package io.trainyard.node.master;

import java.util.concurrent.CompletableFuture;

/** Sends the master's probes through the topic of the workers' heartbeats. */
@FunctionalInterface
public interface ProbeSender {

  /**
   * Sends without blocking; completes, well or not, once its fate is decided.
   *
   * @param masterId of this process alone
   * @param number grows by one
   * @param foldedOffset how far this master has folded the journal
   */
  CompletableFuture<?> send(String masterId, long number, long foldedOffset);
}
