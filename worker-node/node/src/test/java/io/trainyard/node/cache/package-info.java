/** Tests of the cache. */
@NullMarked
package io.trainyard.node.cache;

import org.jspecify.annotations.NullMarked;
