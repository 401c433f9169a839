package io.trainyard.contract.dataset;

/**
 * What warming the cache came to.
 *
 * @param status {@code "warmed"}
 * @param chunks of the dataset
 * @param bytes read, as stored (compressed)
 * @param hits chunks that Redis had already
 * @param misses chunks fetched from Cassandra and put there
 */
public record WarmAnswer(
    String status, String dataset, int chunks, long bytes, int hits, int misses, double seconds) {}
