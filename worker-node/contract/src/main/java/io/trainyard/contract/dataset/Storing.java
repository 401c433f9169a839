package io.trainyard.contract.dataset;

import java.util.Locale;

/**
 * How far the master is with a dataset that it is storing just now.
 *
 * @param done of what the step counts: bytes of one file fetched, items stored
 * @param total 0 while it is not known
 */
public record Storing(String name, Step step, long done, long total) {
  private static final double MEGA = 1e6;

  /** What is being done. */
  public enum Step {
    /** Looks for the files, or reads what was uploaded. */
    READING,
    /** Loads a file from a mirror. */
    FETCHING,
    /** Packs and stores items. */
    STORING
  }

  /** For people. */
  public String words() {
    return switch (step) {
      case READING -> "reading its files";
      case FETCHING ->
          total == 0
              ? megabytes(done) + " MB of a file fetched"
              : megabytes(done) + " of " + megabytes(total) + " MB of a file fetched";
      case STORING -> String.format(Locale.ROOT, "%,d of %,d items", done, total);
    };
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / MEGA);
  }
}
