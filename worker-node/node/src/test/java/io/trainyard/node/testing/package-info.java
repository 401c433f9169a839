/** Real services and made-up data for the node's tests. */
@NullMarked
package io.trainyard.node.testing;

import org.jspecify.annotations.NullMarked;
