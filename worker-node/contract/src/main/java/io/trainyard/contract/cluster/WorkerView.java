package io.trainyard.contract.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trainyard.contract.run.RunProgress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker, as its heartbeats tell (on the master) or as it tells itself (GET /status).
 *
 * @param status UP, or LOST when its heartbeats have stopped
 * @param lastSeen when its newest heartbeat was written
 * @param run what it is learning just now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerView(
    String status,
    String workerId,
    String address,
    String device,
    int slots,
    int freeSlots,
    List<Integer> partitions,
    @Nullable Instant lastSeen,
    @Nullable RunProgress run) {
  public WorkerView {
    partitions = List.copyOf(partitions);
  }
}
