/** Redis in front of the blob store; it holds nothing that is needed to be right. */
@NullMarked
package io.trainyard.node.cache;

import org.jspecify.annotations.NullMarked;
