/** What runs said, carried from Kafka into Cassandra so that it outlives Kafka's retention. */
@NullMarked
package io.trainyard.node.history;

import org.jspecify.annotations.NullMarked;
