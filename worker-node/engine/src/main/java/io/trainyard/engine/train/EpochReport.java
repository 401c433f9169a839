package io.trainyard.engine.train;

import java.util.Optional;

/**
 * What an epoch came to.
 *
 * @param epoch from 1
 * @param iteration the last one, counted over all epochs
 * @param trainLoss mean over the epoch's items, each taken when it was learned from
 * @param validation of the validation split; empty when there is none
 * @param seconds of learning, validation left out
 * @param imagesPerSecond items learned from per second of learning
 */
public record EpochReport(
    int epoch,
    int epochs,
    long iteration,
    double trainLoss,
    Optional<Score> validation,
    double seconds,
    double imagesPerSecond) {}
