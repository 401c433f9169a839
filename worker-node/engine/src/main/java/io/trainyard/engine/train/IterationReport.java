package io.trainyard.engine.train;

/**
 * Where a training stands.
 *
 * @param epoch from 1
 * @param epochs in all
 * @param iteration batches learned from, from 1, over all epochs
 * @param totalIterations in all
 * @param loss mean cross-entropy of this iteration's batch
 * @param imagesPerSecond since the last report
 */
public record IterationReport(
    int epoch,
    int epochs,
    long iteration,
    long totalIterations,
    double loss,
    double imagesPerSecond) {}
