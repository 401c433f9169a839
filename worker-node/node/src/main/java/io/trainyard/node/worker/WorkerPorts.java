package io.trainyard.node.worker;

import io.trainyard.node.messaging.Journal;
import io.trainyard.node.messaging.JournalEnd;
import io.trainyard.node.time.Timer;
import java.time.Clock;

/**
 * All through which a worker's logic touches the world.
 *
 * @param timer the logic's only thread; nothing else may keep it busy
 * @param clock shown to people, decides nothing
 */
public record WorkerPorts(
    Journal journal,
    JournalEnd end,
    Timer timer,
    HeartbeatSender heartbeats,
    Learner learner,
    Clock clock,
    ProcessEnd process) {}
