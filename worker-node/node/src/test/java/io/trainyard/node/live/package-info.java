@NullMarked
package io.trainyard.node.live;

import org.jspecify.annotations.NullMarked;
