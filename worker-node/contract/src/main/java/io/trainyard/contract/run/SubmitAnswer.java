package io.trainyard.contract.run;

/**
 * The answer to an accepted submission.
 *
 * @param status always {@code "accepted"}
 * @param location where the run can be read
 * @param stream where it can be watched
 */
public record SubmitAnswer(
    String runId, String status, RunState state, String location, String stream) {}
