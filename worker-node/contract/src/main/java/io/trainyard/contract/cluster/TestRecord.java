package io.trainyard.contract.cluster;

/**
 * Where a test record landed.
 *
 * @param status {@code "sent"}
 * @param milliseconds from send to acknowledgement
 */
public record TestRecord(
    String status, String topic, int partition, long offset, double milliseconds) {}
