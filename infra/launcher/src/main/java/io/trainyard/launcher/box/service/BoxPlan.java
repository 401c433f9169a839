package io.trainyard.launcher.box.service;

import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.Topology;
import io.trainyard.launcher.box.data.BoxFolder;
import io.trainyard.launcher.box.install.ClassArchive;
import io.trainyard.launcher.box.install.Installation;
import io.trainyard.launcher.box.install.Installation.Program;
import io.trainyard.launcher.home.TrainyardHome;
import java.nio.file.Path;

/**
 * All that the services' launches are made from.
 *
 * @param home the person's folder
 * @param folder the topology's folder
 * @param topology which services there are
 * @param endpoints where they listen
 * @param installation where their programs are
 */
public record BoxPlan(
    TrainyardHome home,
    BoxFolder folder,
    Topology topology,
    Endpoints endpoints,
    Installation installation) {

  /** The class archives that its JVMs use or leave. */
  ClassArchive archives() {
    return new ClassArchive(installation, home.classArchives());
  }

  /** Where a service runs; a JVM's class path is relative to it. */
  Path workingFolder(Service service) {
    return switch (service.kind()) {
      case KAFKA -> installation.classPath(Program.KAFKA).folder();
      case CASSANDRA -> installation.classPath(Program.CASSANDRA).folder();
      case MASTER, WORKER -> installation.classPath(Program.NODE).folder();
      case REDIS -> folder.data(service);
    };
  }
}
