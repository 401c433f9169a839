/** One JSON codec for everything that travels. */
@NullMarked
package io.trainyard.contract.codec;

import org.jspecify.annotations.NullMarked;
