package io.trainyard.launcher.cli;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.Topology;
import io.trainyard.launcher.box.control.BoxStatus;
import io.trainyard.launcher.box.control.ControlClient;
import io.trainyard.launcher.box.control.SupervisorOptions;
import io.trainyard.launcher.box.port.PortRequest;
import io.trainyard.launcher.home.TrainyardHome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code up}: finds or starts the cluster in a box. */
@Command(
    name = "up",
    description = {
      "Starts the cluster in a box, or finds the one that runs.",
      "The box runs in the background; Ctrl+C ends this display only."
    },
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  private static final String PORTS = "TRAINYARD_PORTS";

  private final Console console;

  @Option(
      names = "--full",
      description = "Three Kafka brokers and two Cassandra nodes: every chunk is kept twice.")
  private boolean full;

  @Option(names = "--workers", paramLabel = "N", description = "How many workers (default: 2).")
  private @Nullable Integer workers;

  @Option(names = "--detach", description = "Return as soon as the box is ready.")
  private boolean detach;

  @Option(
      names = "--port",
      paramLabel = "NAME=PORT",
      description =
          "Use this port or fail, for example master=5010 or kafka-1=9192; may be repeated."
              + " Without it a taken port is replaced by a free one nearby. Also read from the"
              + " environment variable TRAINYARD_PORTS, where \"any\" gives up the documented ports.")
  private List<String> ports = List.of();

  @Option(names = "--services-only", hidden = true, description = "No master and no workers.")
  private boolean servicesOnly;

  public UpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    TrainyardHome home = console.home();
    ControlClient control = new ControlClient(home);
    SupervisorOptions wanted = new SupervisorOptions(home, topology(), ports());
    Optional<BoxStatus> running = control.status();
    boolean found = running.isPresent() && running.get().phase().isAlive();
    if (found) {
      refuseOther(running.get());
    }
    BoxStatus ready = new BoxStart(console, control).run(wanted);
    new BoxReport(console).print(ready, found);
    if (!found && !detach) {
      new BoxWatch(console, control).untilInterrupted(ready);
    }
    return 0;
  }

  private Topology topology() {
    Topology chosen = full ? Topology.full() : Topology.standard();
    if (servicesOnly) {
      return chosen.withoutNodes();
    }
    if (workers == null) {
      return chosen;
    }
    if (workers < 1) {
      throw new BoxException("A box has at least one worker.");
    }
    return chosen.withWorkers(workers);
  }

  private PortRequest ports() {
    String named = console.environment().getOrDefault(PORTS, "");
    return PortRequest.parse(named + "," + String.join(",", ports));
  }

  /** What runs is not changed behind its user's back. */
  private void refuseOther(BoxStatus running) {
    if (full && !running.topology().equals(Topology.full().name())) {
      throw new BoxException(
          "The "
              + running.topology()
              + " box is running; end it with ./trainyard down before starting the full one.");
    }
    if (workers != null && workers != running.workers()) {
      throw new BoxException(
          "The box is running with "
              + running.workers()
              + " workers; end it with ./trainyard down to start it with "
              + workers
              + ".");
    }
  }
}
