/** The names of the node's own metrics. */
@NullMarked
package io.trainyard.node.metrics;

import org.jspecify.annotations.NullMarked;
