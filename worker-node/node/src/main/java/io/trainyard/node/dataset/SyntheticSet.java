package io.trainyard.node.dataset;

import io.trainyard.engine.data.ItemSource;

/**
 * Digits that are drawn, not collected; the same ones each time.
 *
 * @param test drawn apart from the training items
 */
public record SyntheticSet(ItemSource training, ItemSource test) {}
