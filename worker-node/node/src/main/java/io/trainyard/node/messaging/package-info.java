/** Kafka: the journal, the tasks, telemetry, and how clients are set up. */
@NullMarked
package io.trainyard.node.messaging;

import org.jspecify.annotations.NullMarked;
