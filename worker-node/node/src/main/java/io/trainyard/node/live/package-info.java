/** The live stream: one reader of Kafka per node, fanned out to whoever watches. */
@NullMarked
package io.trainyard.node.live;

import org.jspecify.annotations.NullMarked;
