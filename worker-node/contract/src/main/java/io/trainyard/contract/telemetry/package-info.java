/** What a node says while it works: metrics, log lines, heartbeats. */
@NullMarked
package io.trainyard.contract.telemetry;

import org.jspecify.annotations.NullMarked;
