package io.trainyard.client;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files of a dataset to be stored: IDX, gzip or not.
 *
 * @param test without it the master holds out a part of the training items
 */
public record NewDataset(String name, Split training, Optional<Split> test) {

  /** Images and their labels. */
  public record Split(Path images, Path labels) {}

  /** Both test files, or neither. */
  public static NewDataset of(
      String name, Path images, Path labels, @Nullable Path testImages, @Nullable Path testLabels) {
    if ((testImages == null) != (testLabels == null)) {
      throw new IllegalArgumentException(
          "Test images and test labels come together or not at all.");
    }
    Optional<Split> test =
        testImages == null || testLabels == null
            ? Optional.empty()
            : Optional.of(new Split(testImages, testLabels));
    return new NewDataset(name, new Split(images, labels), test);
  }
}
