package io.trainyard.contract.telemetry;

import io.trainyard.contract.run.RunSpec;

/**
 * The task record that asks a worker to claim an attempt.
 *
 * @param openedAt the journal offset of the counted AttemptOpened: the worker folds to it before it
 *     decides
 */
public record Task(String runId, int attempt, RunSpec spec, String datasetId, long openedAt) {}
