/** Copies of a training that outlive it: their file, and when to take one. */
@NullMarked
package io.trainyard.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
