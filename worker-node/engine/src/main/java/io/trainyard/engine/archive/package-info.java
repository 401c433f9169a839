/** The parts that model files and checkpoints share: stored zip entries and arrays inside them. */
@NullMarked
package io.trainyard.engine.archive;

import org.jspecify.annotations.NullMarked;
