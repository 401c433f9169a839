/** Kafka's topics, named in one place. */
@NullMarked
package io.trainyard.contract.topic;

import org.jspecify.annotations.NullMarked;
