package io.trainyard.node.master;

import io.trainyard.contract.telemetry.Task;
import java.util.concurrent.CompletableFuture;

/** Hands tasks to whoever reads a partition of the tasks topic. */
@FunctionalInterface
public interface TaskSender {

  /** Sends without blocking; the result fails when it is not known whether the task was sent. */
  CompletableFuture<?> send(int partition, Task task);
}
