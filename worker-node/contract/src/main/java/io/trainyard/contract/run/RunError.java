package io.trainyard.contract.run;

/**
 * Why a run or an attempt failed.
 *
 * @param code a stable word such as DIVERGED, CORRUPT_DATASET, UNSUPPORTED_SHAPE, WORKER_LOST
 * @param message one sentence for people
 */
public record RunError(String code, String message) {}
