package io.trainyard.engine.idx;

/** What a file of an upload is for. */
public enum FileRole {
  TRAIN_IMAGES("train images", true),
  TRAIN_LABELS("train labels", false),
  TEST_IMAGES("test images", true),
  TEST_LABELS("test labels", false);

  private final String words;
  private final boolean images;

  FileRole(String words, boolean images) {
    this.words = words;
    this.images = images;
  }

  /** The role as people read it, such as "train images". */
  public String words() {
    return words;
  }

  public boolean isImages() {
    return images;
  }
}
