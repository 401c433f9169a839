package io.trainyard.node.master;

import io.trainyard.node.messaging.Journal;
import io.trainyard.node.time.Timer;
import java.util.function.DoubleSupplier;

/**
 * All that a master's logic knows of the world.
 *
 * @param journal folded to its end, or soon so
 * @param timer only its monotonic time is asked for
 * @param jitter evenly spread from 0 to 1, below 1
 */
public record MasterPorts(
    Journal journal,
    Timer timer,
    TaskSender tasks,
    ProbeSender probes,
    DatasetLookup datasets,
    DoubleSupplier jitter) {}
