/** What a node counts and measures. */
@NullMarked
package io.trainyard.node.metrics;

import org.jspecify.annotations.NullMarked;
