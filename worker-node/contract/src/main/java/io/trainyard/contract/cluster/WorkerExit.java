package io.trainyard.contract.cluster;

/** A supervisor's word that a worker's process, known by its pid, has ended. */
public record WorkerExit(long pid) {}
