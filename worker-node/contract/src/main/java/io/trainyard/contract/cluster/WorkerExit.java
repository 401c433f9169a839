package io.trainyard.contract.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor's word that a worker's process has ended.
 *
 * @param incarnation of the process, where the supervisor knows it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerExit(long pid, @Nullable Long incarnation) {}
