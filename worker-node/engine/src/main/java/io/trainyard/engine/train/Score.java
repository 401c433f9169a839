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
    confusion = confusion.stream().map(List::copyOf).toList();
  }
}
