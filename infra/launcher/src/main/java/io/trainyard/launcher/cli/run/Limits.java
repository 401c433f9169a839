package io.trainyard.launcher.cli.run;

import io.trainyard.launcher.cli.UsageException;

/** How many lines may be asked for at once. */
final class Limits {
  private static final int MOST = 500;

  private Limits() {}

  static void check(int limit) {
    if (limit < 1 || limit > MOST) {
      throw new UsageException("--limit must be from 1 to " + MOST + ", not " + limit + ".");
    }
  }
}
