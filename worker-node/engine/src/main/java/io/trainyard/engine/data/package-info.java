/** Items of a dataset on their way to the network: chunks, splits, order, batches. */
@NullMarked
package io.trainyard.engine.data;

import org.jspecify.annotations.NullMarked;
