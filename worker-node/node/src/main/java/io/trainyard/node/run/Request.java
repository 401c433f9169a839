package io.trainyard.node.run;

import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.Lineage;
import io.trainyard.contract.run.RunSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, as the counted Submitted said it.
 *
 * @param order the journal offset of the Submitted: of equal priority, the lower goes first
 * @param startFrom the state to begin from; null for a fresh network
 */
public record Request(
    String runId,
    long order,
    Instant at,
    RunSpec spec,
    String hash,
    @Nullable Lineage parent,
    @Nullable Checkpoint startFrom) {}
