package io.trainyard.engine.idx;

import io.trainyard.engine.data.ItemSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A dataset of IDX files, checked as a whole: every file by itself, images against labels, test
 * against training. Any thread may read its items; closing deletes what was unpacked.
 */
public final class IdxDataset implements AutoCloseable {
  /** Without a test set one item in six is held out, so there must be six. */
  private static final int FEWEST_WITHOUT_TEST = 6;

  private final List<AutoCloseable> open;
  private final ItemSource training;
  private final Optional<ItemSource> test;
  private final List<String> warnings;

  private IdxDataset(
      List<AutoCloseable> open,
      ItemSource training,
      Optional<ItemSource> test,
      List<String> warnings) {
    this.open = open;
    this.training = training;
    this.test = test;
    this.warnings = warnings;
  }

  /**
   * Opens and checks all files.
   *
   * @param stagingDir where gzip files are unpacked to, until this is closed
   * @throws InvalidDatasetException naming the file and the byte at fault
   */
  public static IdxDataset open(IdxFiles files, Path stagingDir, Limits limits) throws IOException {
    List<AutoCloseable> open = new ArrayList<>();
    try {
      Pair training =
          Pair.open(
              open,
              FileRole.TRAIN_IMAGES,
              files.trainImages(),
              FileRole.TRAIN_LABELS,
              files.trainLabels(),
              stagingDir,
              limits);
      Optional<Pair> test = Optional.empty();
      if (files.testImages() != null && files.testLabels() != null) {
        test =
            Optional.of(
                Pair.open(
                    open,
                    FileRole.TEST_IMAGES,
                    files.testImages(),
                    FileRole.TEST_LABELS,
                    files.testLabels(),
                    stagingDir,
                    limits));
      }
      return checked(open, training, test);
    } catch (IOException | RuntimeException e) {
      closeAll(open, e);
      throw e;
    }
  }

  public ItemSource training() {
    return training;
  }

  public Optional<ItemSource> test() {
    return test;
  }

  /** What is strange but can be trained on, a sentence each. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() throws IOException {
    IOException failure = new IOException("unpacked files could not be removed");
    closeAll(open, failure);
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  private static IdxDataset checked(List<AutoCloseable> open, Pair training, Optional<Pair> test) {
    test.ifPresent(pair -> checkSameShape(training.images(), pair.images()));
    if (test.isEmpty() && training.images().items() < FEWEST_WITHOUT_TEST) {
      throw new InvalidDatasetException(
          FileRole.TRAIN_IMAGES,
          4,
          "holds too few items to hold some out as a test set: give a test set or at least "
              + FEWEST_WITHOUT_TEST);
    }
    LabelReport report = LabelReport.of(training.labels(), test.map(Pair::labels));
    return new IdxDataset(
        open,
        training.source(report.classes()),
        test.map(pair -> pair.source(report.classes())),
        report.warnings());
  }

  private static void checkSameShape(IdxImages training, IdxImages test) {
    if (!training.itemShape().equals(test.itemShape())) {
      throw new InvalidDatasetException(
          test.role(),
          8,
          "holds items of "
              + test.itemShape()
              + ", but the training set's are "
              + training.itemShape());
    }
  }

  private static void closeAll(List<AutoCloseable> open, Exception failure) {
    List<AutoCloseable> reversed = new ArrayList<>(open);
    Collections.reverse(reversed);
    for (AutoCloseable file : reversed) {
      try {
        file.close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
  }

  private record Pair(IdxImages images, IdxLabels labels) {
    static Pair open(
        List<AutoCloseable> open,
        FileRole imageRole,
        Path imageFile,
        FileRole labelRole,
        Path labelFile,
        Path stagingDir,
        Limits limits)
        throws IOException {
      IdxImages images = IdxImages.open(imageRole, imageFile, stagingDir, limits);
      open.add(images);
      IdxLabels labels = IdxLabels.open(labelRole, labelFile, stagingDir, limits);
      open.add(labels);
      if (images.items() != labels.items()) {
        throw new InvalidDatasetException(
            labelRole, 4, "holds " + labels.items() + " labels for " + images.items() + " images");
      }
      return new Pair(images, labels);
    }

    ItemSource source(int classes) {
      return new IdxSplit(images, labels, classes);
    }
  }
}
