/** Datasets: how they are found, taken in, listed, removed, and read for training. */
@NullMarked
package io.trainyard.node.dataset;

import org.jspecify.annotations.NullMarked;
