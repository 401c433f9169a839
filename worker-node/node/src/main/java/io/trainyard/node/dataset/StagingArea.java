package io.trainyard.node.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where files are unpacked while they are taken in.
 *
 * @param leastFree bytes that must stay free on its disk, or nothing is taken in
 * @param room how much of a disk is free
 */
public record StagingArea(Path folder, long leastFree, Room room) {
  public static final long LEAST_FREE = 2_000_000_000;

  /** How many bytes may still be written to the disk of a folder that is there. */
  public interface Room {
    long freeBytes(Path folder) throws IOException;
  }

  public StagingArea(Path folder) {
    this(folder, LEAST_FREE);
  }

  public StagingArea(Path folder, long leastFree) {
    this(folder, leastFree, of -> Files.getFileStore(of).getUsableSpace());
  }
}
