package io.trainyard.node.dataset;

/**
 * Told of a dataset's chunks as they come, by the loading thread. What it throws ends the loading.
 */
@FunctionalInterface
public interface LoadProgress {
  void loaded(int chunks, int total);
}
