/** A disposable copy of the book of runs on the local disk, so that a start folds little. */
@NullMarked
package io.trainyard.node.snapshot;

import org.jspecify.annotations.NullMarked;
