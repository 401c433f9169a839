package io.trainyard.contract.run;

/** The run that another one repeats, continues or varies. */
public record Lineage(String runId, Kind kind) {

  /** What the new run makes of it. */
  public enum Kind {
    /** The same settings, from the beginning. */
    RETRY,
    /** More epochs, from where the parent ended. */
    CONTINUE,
    /** Other settings, from the beginning. */
    CLONE
  }
}
