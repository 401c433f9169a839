/** Tests of datasets. */
@NullMarked
package io.trainyard.node.dataset;

import org.jspecify.annotations.NullMarked;
