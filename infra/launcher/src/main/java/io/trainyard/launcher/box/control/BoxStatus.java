package io.trainyard.launcher.box.control;

import io.trainyard.launcher.box.supervise.Phase;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor says of its box.
 *
 * @param topology {@code default} or {@code full}
 * @param workers how many were asked for
 * @param copies of each chunk
 * @param supervisorPid the supervisor's own process
 * @param services in the order in which people see them; empty until the ports are chosen
 * @param memory resident bytes of the supervisor (as {@code supervisor}) and each service, where
 *     the system tells
 * @param movedAside where data of another configuration went at this start
 * @param failure one sentence, when the box could not start
 * @param excerpt the last lines of the log of what failed
 */
public record BoxStatus(
    Phase phase,
    String topology,
    int workers,
    int copies,
    long supervisorPid,
    List<ServiceStatus> services,
    Map<String, Long> memory,
    @Nullable String movedAside,
    @Nullable String failure,
    List<String> excerpt) {
  public BoxStatus {
    services = List.copyOf(services);
    memory = Map.copyOf(memory);
    excerpt = List.copyOf(excerpt);
  }

  /** Bytes of all processes together; shared pages count once for each. */
  public long totalMemory() {
    return memory.values().stream().mapToLong(Long::longValue).sum();
  }
}
