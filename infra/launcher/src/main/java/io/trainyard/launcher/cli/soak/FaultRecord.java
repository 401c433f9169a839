package io.trainyard.launcher.cli.soak;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A fault that was made, and what came of it.
 *
 * @param atSeconds since the soak's beginning
 * @param frozenSeconds how long the process stood still
 * @param upSeconds until every service answered and the master's health was UP again, from the
 *     signal on, of a frozen process from its waking on; null when it never was before the next
 *     look at everything
 * @param run that the worker was learning
 * @param runSeconds from the signal until that run went on, or had ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FaultRecord(
    double atSeconds,
    Fault.Kind kind,
    String service,
    long frozenSeconds,
    @Nullable Double upSeconds,
    @Nullable String run,
    @Nullable Double runSeconds) {}
