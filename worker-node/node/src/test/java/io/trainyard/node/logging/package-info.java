@NullMarked
package io.trainyard.node.logging;

import org.jspecify.annotations.NullMarked;
