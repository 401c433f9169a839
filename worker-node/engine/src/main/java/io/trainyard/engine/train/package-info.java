/** The training loop and what it reports. */
@NullMarked
package io.trainyard.engine.train;

import org.jspecify.annotations.NullMarked;
