@NullMarked
package io.trainyard.node.messaging;

import org.jspecify.annotations.NullMarked;
