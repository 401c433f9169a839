package io.trainyard.contract.run;

import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, and in which order. What is null filters nothing.
 *
 * @param tag one that the runs have
 * @param text part of an id or a name, in any case
 * @param limit how many at most
 * @param offset how many to pass over
 */
public record RunQuery(
    @Nullable RunState state,
    @Nullable ModelType model,
    @Nullable String tag,
    @Nullable String text,
    Archived archived,
    Sort sort,
    int limit,
    int offset) {

  /** Whether archived runs are listed. */
  public enum Archived {
    /** Only those that are not. */
    FALSE,
    /** Only those that are. */
    TRUE,
    /** Both. */
    ALL
  }

  /** In which order. */
  public enum Sort {
    /** The last submitted first. */
    NEWEST,
    /** The first submitted first. */
    OLDEST,
    /** The last to enter its state first. */
    CHANGED,
    /** By name, runs without one last. */
    NAME,
    /** The highest first, of equals the first submitted: the order of the queue. */
    PRIORITY,
    /** The highest test accuracy first, runs without one last. */
    ACCURACY
  }

  /** Every run, archived or not, newest first. */
  public static RunQuery all(int limit) {
    return new RunQuery(null, null, null, null, Archived.ALL, Sort.NEWEST, limit, 0);
  }

  /** The same for one state; null for any. */
  public RunQuery in(@Nullable RunState wanted) {
    return new RunQuery(wanted, model, tag, text, archived, sort, limit, offset);
  }

  /** The same for runs whose id or name has the text in it; null for any. */
  public RunQuery with(@Nullable String part) {
    return new RunQuery(state, model, tag, part, archived, sort, limit, offset);
  }
}
