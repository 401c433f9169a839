/** Log lines made safe for the people who read them. */
@NullMarked
package io.trainyard.node.logging;

import org.jspecify.annotations.NullMarked;
