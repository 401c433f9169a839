package io.trainyard.node.dataset;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Refuses to take data in where the disk is nearly full. Safe for use by any thread. */
final class FreeDisk {
  private final StagingArea area;

  FreeDisk(StagingArea area) {
    this.area = area;
  }

  /** Creates the folder if need be; throws INSUFFICIENT_STORAGE. */
  void check() {
    Path folder = area.folder();
    long least = area.leastFree();
    try {
      Files.createDirectories(folder);
      long free = area.room().freeBytes(folder);
      if (free < least) {
        throw new TrainyardException(
            ErrorCode.INSUFFICIENT_STORAGE,
            "Only %d MB are free on the disk of %s; %d MB are needed. Make room and try again."
                .formatted(free / 1_000_000, folder, least / 1_000_000));
      }
    } catch (IOException e) {
      throw new TrainyardException(
          ErrorCode.INSUFFICIENT_STORAGE, "The folder %s cannot be used.".formatted(folder), e);
    }
  }
}
