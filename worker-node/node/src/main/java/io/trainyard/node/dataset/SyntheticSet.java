package io.trainyard.node.dataset;

import io.trainyard.engine.data.ItemSource;
import io.trainyard.engine.synthetic.SyntheticDigits;

/**
 * Digits that are drawn, not collected; the same ones each time.
 *
 * @param test drawn apart from the training items
 */
public record SyntheticSet(ItemSource training, ItemSource test) {
  private static final long TRAINING_SEED = 1;
  private static final long TEST_SEED = 2;

  /** The set that stands in for MNIST, of its size. */
  public static SyntheticSet likeMnist() {
    return new SyntheticSet(
        new SyntheticDigits(SyntheticDigits.TRAINING_ITEMS, TRAINING_SEED),
        new SyntheticDigits(SyntheticDigits.TEST_ITEMS, TEST_SEED));
  }
}
