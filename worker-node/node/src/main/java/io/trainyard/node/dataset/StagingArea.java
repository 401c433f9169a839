package io.trainyard.node.dataset;

import java.nio.file.Path;

/**
 * Where files are unpacked while they are taken in.
 *
 * @param leastFree bytes that must be free on its disk, or nothing is taken in
 */
public record StagingArea(Path folder, long leastFree) {
  public static final long LEAST_FREE = 2_000_000_000;

  public StagingArea(Path folder) {
    this(folder, LEAST_FREE);
  }
}
