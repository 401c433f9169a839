package io.trainyard.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a run.
 *
 * @param number counts from 1
 * @param outcome OPEN, OWNED, or how it ended: SUCCEEDED, FAILED, CANCELLED, LOST, DECLINED,
 *     EXPIRED, HANDED_OVER
 * @param resumedFrom the iteration of the checkpoint it went on from, 0 from the beginning; null
 *     before it started
 * @param lastIteration the last one it did, where it said so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptView(
    int number,
    @Nullable String worker,
    String outcome,
    @Nullable String why,
    Instant openedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Long resumedFrom,
    @Nullable Long lastIteration) {}
