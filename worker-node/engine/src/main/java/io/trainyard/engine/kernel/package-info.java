/** Faster bodies for DL4J's layers, hung in through its own helper interfaces. */
@NullMarked
package io.trainyard.engine.kernel;

import org.jspecify.annotations.NullMarked;
