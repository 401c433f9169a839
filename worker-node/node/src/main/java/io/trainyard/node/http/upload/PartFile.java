package io.trainyard.node.http.upload;

import java.util.Arrays;
import java.util.Optional;

/** The files of an upload, by the name of their part. */
enum PartFile {
  TRAIN_IMAGES("trainImages", true),
  TRAIN_LABELS("trainLabels", true),
  TEST_IMAGES("testImages", false),
  TEST_LABELS("testLabels", false);

  private final String part;
  private final boolean required;

  PartFile(String part, boolean required) {
    this.part = part;
    this.required = required;
  }

  String part() {
    return part;
  }

  boolean required() {
    return required;
  }

  static Optional<PartFile> of(String part) {
    return Arrays.stream(values()).filter(file -> file.part.equals(part)).findFirst();
  }
}
