@NullMarked
package io.trainyard.node.history;

import org.jspecify.annotations.NullMarked;
