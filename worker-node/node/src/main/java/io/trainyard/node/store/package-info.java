/** Cassandra: content-addressed blobs, the table of datasets and the history of runs. */
@NullMarked
package io.trainyard.node.store;

import org.jspecify.annotations.NullMarked;
