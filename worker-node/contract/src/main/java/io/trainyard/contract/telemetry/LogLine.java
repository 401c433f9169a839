package io.trainyard.contract.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A structured log line of a node, of a run where it speaks of one.
 *
 * @param level ERROR, WARN, INFO or DEBUG
 * @param sequence counts from 1 within an attempt, or within a node's process for its own lines
 * @param message text that may hold anything; who shows it makes it safe
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LogLine(
    String nodeId,
    @Nullable String runId,
    @Nullable Integer attempt,
    long sequence,
    String level,
    String logger,
    String message,
    Instant at) {}
