package io.trainyard.engine.idx;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of one dataset, gzip or not.
 *
 * @param testImages and testLabels: both or neither
 */
public record IdxFiles(
    Path trainImages, Path trainLabels, @Nullable Path testImages, @Nullable Path testLabels) {
  public IdxFiles {
    if ((testImages == null) != (testLabels == null)) {
      throw new IllegalArgumentException("test images and test labels come together or not at all");
    }
  }
}
