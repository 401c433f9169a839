/** Strict readers of IDX files, the format MNIST comes in. */
@NullMarked
package io.trainyard.engine.idx;

import org.jspecify.annotations.NullMarked;
