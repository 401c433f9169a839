/** The node's process: reads its settings, wires one role and ends in order. */
@NullMarked
package io.trainyard.node;

import org.jspecify.annotations.NullMarked;
