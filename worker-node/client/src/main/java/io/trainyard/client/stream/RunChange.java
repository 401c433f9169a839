package io.trainyard.client.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run has entered a state, or waits in it for another reason.
 *
 * @param reason a sentence for people
 * @param error why it failed, if it did
 * @param attempt the current one's number, 0 before the first
 * @param resumedFrom the iteration it went on from, 0 from the beginning; null before it started
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunChange(
    String runId,
    RunState state,
    @Nullable String reason,
    int attempt,
    @Nullable String worker,
    @Nullable Long resumedFrom,
    @Nullable Instant since,
    @Nullable RunError error) {}
