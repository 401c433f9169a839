/** The native side of the process: threads, BLAS, oneDNN, warm-up. */
@NullMarked
package io.trainyard.engine.runtime;

import org.jspecify.annotations.NullMarked;
