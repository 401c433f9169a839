package io.trainyard.contract.journal;

/** A place in a topic's partition, from which a reader finds all of a run's records. */
public record StreamPosition(int partition, long offset) {}
