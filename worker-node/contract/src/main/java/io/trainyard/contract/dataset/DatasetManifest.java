package io.trainyard.contract.dataset;

import java.util.List;

/**
 * What a dataset is. Its id is the SHA-256 of this record's canonical JSON, so that the same bytes
 * stored twice are one dataset; whatever may differ between two stores of it (name, time) is not in
 * here.
 *
 * @param kind {@code image-classification}
 * @param itemShape rows, columns and channels, or fewer; one unsigned byte a number
 * @param classes how many there are, at most 1000
 * @param labels the classes' names, one each
 * @param synthetic whether Trainyard drew it itself
 * @param validation evaluated after each epoch
 * @param test evaluated once, at the end
 */
public record DatasetManifest(
    String kind,
    List<Integer> itemShape,
    int classes,
    List<String> labels,
    boolean synthetic,
    DatasetSplit training,
    DatasetSplit validation,
    DatasetSplit test) {
  public static final String IMAGE_CLASSIFICATION = "image-classification";

  public DatasetManifest {
    itemShape = List.copyOf(itemShape);
    labels = List.copyOf(labels);
  }

  /** Numbers of one item. */
  public int itemSize() {
    return itemShape.stream().reduce(1, Math::multiplyExact);
  }

  public long items() {
    return training.items() + validation.items() + test.items();
  }

  public int chunks() {
    return training.chunks().size() + validation.chunks().size() + test.chunks().size();
  }
}
