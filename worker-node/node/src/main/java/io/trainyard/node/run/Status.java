package io.trainyard.node.run;

import java.time.Instant;

/**
 * Where a run stands.
 *
 * @param since when it entered the phase
 * @param reason why it is there, a sentence
 */
public record Status(Phase phase, Instant since, String reason) {}
