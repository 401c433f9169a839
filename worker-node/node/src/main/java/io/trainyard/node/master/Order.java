package io.trainyard.node.master;

import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.Lineage;
import io.trainyard.contract.run.RunSpec;
import org.jspecify.annotations.Nullable;

/**
 * A run to be submitted, complete but for its id.
 *
 * @param parent the run that it repeats, continues or varies
 * @param startFrom the state to begin from; null for a fresh network
 * @param priority null is 0
 */
record Order(
    RunSpec spec,
    @Nullable Lineage parent,
    @Nullable Checkpoint startFrom,
    @Nullable Integer priority) {}
