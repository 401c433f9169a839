package io.trainyard.node.run;

import io.trainyard.contract.journal.JournalEvent;
import java.time.Instant;

/**
 * An event in its place in the journal.
 *
 * @param offset in the journal's one partition
 * @param at when the broker appended it; shown to people, decides nothing
 */
public record Entry(long offset, Instant at, JournalEvent event) {}
