package io.trainyard.launcher.cli;

import io.trainyard.launcher.box.control.BoxStatus;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import java.util.Locale;

/** Words for a box's status. */
final class BoxReport {
  private static final double GIGABYTE = 1e9;

  private final Console console;

  BoxReport(Console console) {
    this.console = console;
  }

  /**
   * @param found whether it ran before this command
   */
  void print(BoxStatus box, boolean found) {
    console.print(
        String.format(
            Locale.ROOT,
            "The %s box is %s: %s, %s.",
            box.topology(),
            found ? "running" : "ready",
            copies(box),
            memory(box.totalMemory())));
    if (box.movedAside() != null && !found) {
      console.print("Data of another configuration was moved to " + box.movedAside() + ".");
    }
    services(box);
  }

  void services(BoxStatus box) {
    for (ServiceStatus service : box.services()) {
      console.print(
          String.format(
                  Locale.ROOT,
                  "  %-12s %-10s %-8s %-30s %8s %s",
                  service.name(),
                  service.state(),
                  service.pid() == null ? "-" : "pid " + service.pid(),
                  service.address(),
                  memory(box.memory().getOrDefault(service.name(), 0L)),
                  detail(service))
              .stripTrailing());
    }
  }

  static String memory(long bytes) {
    if (bytes == 0) {
      return "-";
    }
    return bytes < GIGABYTE
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
  }

  private static String copies(BoxStatus box) {
    return box.copies() == 1 ? "one copy of the data" : box.copies() + " copies of the data";
  }

  private static String detail(ServiceStatus service) {
    if (service.why() != null) {
      return service.why();
    }
    return service.restarts() == 0 ? "" : "restarted " + service.restarts() + "x";
  }
}
