/** The worker: claims attempts and learns. */
@NullMarked
package io.trainyard.node.worker;

import org.jspecify.annotations.NullMarked;
