package io.trainyard.node.simulation;

import io.trainyard.contract.journal.JournalEvent;
import java.time.Duration;

/**
 * What goes wrong between a process and the log. Asked in the order of what happens, so a seeded
 * implementation gives the same faults each time.
 */
public interface LogFaults {

  /** What becomes of an append. */
  enum Fate {
    /** It is written once and acknowledged. */
    WRITTEN,
    /** It is written twice, the first one acknowledged. */
    WRITTEN_TWICE,
    /** It is written, but the process never hears of it: the append fails. */
    UNACKNOWLEDGED,
    /** It is not written: the append fails. */
    DROPPED
  }

  default Fate fate(String process, JournalEvent event) {
    return reachesJournal(process) ? Fate.WRITTEN : Fate.DROPPED;
  }

  /** How long an append takes to the log. */
  default Duration appendDelay(String process, JournalEvent event) {
    return Duration.ofMillis(5);
  }

  /** How long a record takes from the log to a process; records do not overtake each other. */
  default Duration readDelay(String process) {
    return Duration.ofMillis(5);
  }

  /** Whether the process can reach the log at all just now. */
  default boolean isReachable(String process) {
    return true;
  }

  /** Whether the process can reach the journal, which may be cut off alone. */
  default boolean reachesJournal(String process) {
    return isReachable(process);
  }

  /** Nothing goes wrong. */
  static LogFaults none() {
    return new LogFaults() {};
  }
}
