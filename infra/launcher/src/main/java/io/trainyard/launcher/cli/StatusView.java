package io.trainyard.launcher.cli;

import io.trainyard.launcher.box.control.BoxStatus;
import io.trainyard.launcher.box.supervise.Phase;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code status --json} prints.
 *
 * @param cluster null if no box is running
 */
record StatusView(@Nullable Cluster cluster, List<ServiceView> services) {
  StatusView {
    services = List.copyOf(services);
  }

  static StatusView of(Optional<BoxStatus> box, Map<String, String> runs) {
    return box.map(
            b ->
                new StatusView(
                    new Cluster(b.topology(), b.phase(), b.copies(), b.totalMemory()),
                    b.services().stream().map(s -> ServiceView.of(s, runs)).toList()))
        .orElse(new StatusView(null, List.of()));
  }

  /**
   * The box as a whole.
   *
   * @param name its topology, {@code default} or {@code full}
   * @param state READY once all services have answered
   * @param copies of each chunk
   * @param memoryBytes of all its processes
   */
  record Cluster(String name, Phase state, int copies, long memoryBytes) {}

  /**
   * One service.
   *
   * @param pid null while it does not run
   * @param run what a worker is learning just now
   */
  record ServiceView(
      String name,
      String kind,
      @Nullable Long pid,
      String address,
      String state,
      @Nullable String run) {
    static ServiceView of(ServiceStatus service, Map<String, String> runs) {
      return new ServiceView(
          service.name(),
          service.kind(),
          service.pid(),
          service.address(),
          service.state(),
          runs.get(service.name()));
    }
  }
}
