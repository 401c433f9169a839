@NullMarked
package io.trainyard.node.health;

import org.jspecify.annotations.NullMarked;
