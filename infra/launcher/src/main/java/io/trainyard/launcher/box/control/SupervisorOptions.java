package io.trainyard.launcher.box.control;

import io.trainyard.launcher.box.Topology;
import io.trainyard.launcher.box.port.PortRequest;
import io.trainyard.launcher.home.TrainyardHome;
import java.nio.file.Path;
import java.util.List;

/**
 * What the supervisor is told on its command line.
 *
 * @param home whose box it runs
 * @param topology which box
 * @param ports which ports it should take
 */
public record SupervisorOptions(TrainyardHome home, Topology topology, PortRequest ports) {
  private static final int COUNT = 7;

  List<String> arguments() {
    return List.of(
        home.folder().toString(),
        topology.name(),
        Integer.toString(topology.brokers()),
        Integer.toString(topology.databases()),
        Integer.toString(topology.masters()),
        Integer.toString(topology.workers()),
        ports.text());
  }

  static SupervisorOptions parse(String[] args) {
    if (args.length != COUNT) {
      throw new IllegalArgumentException("the supervisor is started by the command line only");
    }
    Topology topology =
        new Topology(args[1], number(args[2]), number(args[3]), number(args[4]), number(args[5]));
    return new SupervisorOptions(
        TrainyardHome.open(Path.of(args[0])), topology, PortRequest.parse(args[6]));
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
