package io.trainyard.engine.train;

import java.util.List;

/**
 * How well a network tells a split's classes apart.
 *
 * @param accuracy share of items classified rightly, 0 to 1
 * @param loss mean cross-entropy
 * @param confusion items counted as [actual class][predicted class]
 */
public record Score(long items, double accuracy, double loss, List<List<Integer>> confusion) {
  public Score {
    if (items < 0 || !(accuracy >= 0 && accuracy <= 1)) {
      throw new IllegalArgumentException(items + " items with an accuracy of " + accuracy);
    }
    confusion = confusion.stream().map(List::copyOf).toList();
  }

  /** Whether the network's answers are no numbers any more. */
  boolean isDiverged() {
    return !Double.isFinite(loss);
  }
}
