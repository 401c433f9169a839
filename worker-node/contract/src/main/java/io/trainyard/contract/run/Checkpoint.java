package io.trainyard.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A stored state to go on from.
 *
 * @param blobId the blob that holds it: the SHA-256 of its bytes, in hex
 * @param bytes its size
 * @param epoch the epoch it was taken in, from 1
 * @param iteration iterations learned, counted over all epochs
 * @param validationAccuracy of the epoch that ended with it, 0 to 1; null in the middle of one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Checkpoint(
    String blobId, long bytes, int epoch, long iteration, @Nullable Double validationAccuracy) {}
