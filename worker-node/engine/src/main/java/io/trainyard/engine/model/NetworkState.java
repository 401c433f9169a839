package io.trainyard.engine.model;

/**
 * All that learning changes in a network. The arrays are the receiver's own.
 *
 * @param parameters weights and biases, in DL4J's flat order
 * @param updater Adam's two moments, in DL4J's flat order; empty when not kept
 * @param iteration batches learned from
 * @param epoch passes finished
 */
@SuppressWarnings("ArrayRecordComponent")
public record NetworkState(float[] parameters, float[] updater, int iteration, int epoch) {}
