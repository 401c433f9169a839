package io.trainyard.contract.journal;

/**
 * Who holds an attempt: one process of a worker.
 *
 * @param incarnation the journal offset of the process's WorkerStarted; it grows with each start
 */
public record Owner(String workerId, long incarnation) {}
