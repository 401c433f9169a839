/** The main class of a broker's process. */
@NullMarked
package io.trainyard.kafka;

import org.jspecify.annotations.NullMarked;
