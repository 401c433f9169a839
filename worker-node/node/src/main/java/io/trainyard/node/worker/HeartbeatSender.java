package io.trainyard.node.worker;

import io.trainyard.contract.telemetry.Heartbeat;
import java.util.concurrent.CompletableFuture;

/** Brings heartbeats out. Never blocks. */
@FunctionalInterface
public interface HeartbeatSender {

  /** Sends one; ends, well or not, within some seconds. */
  CompletableFuture<?> send(Heartbeat.OfWorker heartbeat);
}
