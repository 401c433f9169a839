/** Time as the protocol's logic sees it: handed in, so that tests and simulations can move it. */
@NullMarked
package io.trainyard.node.time;

import org.jspecify.annotations.NullMarked;
