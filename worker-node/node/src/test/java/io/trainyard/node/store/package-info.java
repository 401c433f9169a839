/** Tests of the store. */
@NullMarked
package io.trainyard.node.store;

import org.jspecify.annotations.NullMarked;
