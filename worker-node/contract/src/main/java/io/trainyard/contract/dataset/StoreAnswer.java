package io.trainyard.contract.dataset;

/**
 * What storing a dataset came to.
 *
 * @param status {@code "stored"}, or {@code "present"} when these bytes were there already
 * @param copies how many nodes hold each chunk
 * @param seconds the call took
 */
public record StoreAnswer(
    String status,
    String id,
    String name,
    String source,
    boolean synthetic,
    long items,
    int chunks,
    long rawBytes,
    long storedBytes,
    int copies,
    double seconds) {}
