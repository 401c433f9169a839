package io.trainyard.launcher.box;

import io.trainyard.launcher.box.data.BoxFolder;
import io.trainyard.launcher.box.data.FileTree;
import io.trainyard.launcher.box.data.Fingerprint;
import io.trainyard.launcher.box.install.Installation;
import io.trainyard.launcher.box.port.PortChoice;
import io.trainyard.launcher.box.port.PortProbe;
import io.trainyard.launcher.box.port.PortRequest;
import io.trainyard.launcher.box.process.ChildProcess;
import io.trainyard.launcher.box.process.Launch;
import io.trainyard.launcher.box.process.Leftovers;
import io.trainyard.launcher.box.process.ProcessLedger;
import io.trainyard.launcher.box.service.BoxPlan;
import io.trainyard.launcher.box.service.Launches;
import io.trainyard.launcher.box.supervise.Supervision;
import io.trainyard.launcher.home.ClusterFile;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running box whose services are children of this JVM. One box at a time runs in a home.
 * Thread-safe.
 */
public final class Box implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Box.class);
  private static final Duration LEFTOVERS = Duration.ofSeconds(15);

  private final HomeLock lock;
  private final BoxPlan plan;
  private final Optional<Path> movedAside;
  private final Supervision supervision;

  private Box(HomeLock lock, BoxPlan plan, Optional<Path> movedAside, Supervision supervision) {
    this.lock = lock;
    this.plan = plan;
    this.movedAside = movedAside;
    this.supervision = supervision;
  }

  /**
   * Cleans up what a crashed box left and starts the services; returns before they serve.
   *
   * @throws BoxException if that is not possible: another box, a taken port, no Redis
   */
  public static Box start(
      TrainyardHome home, Topology topology, PortRequest ports, Installation installation)
      throws IOException, InterruptedException {
    HomeLock lock = HomeLock.take(home.lockFile());
    try {
      return start(lock, home, topology, ports, installation);
    } catch (IOException | InterruptedException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Box start(
      HomeLock lock,
      TrainyardHome home,
      Topology topology,
      PortRequest ports,
      Installation installation)
      throws IOException, InterruptedException {
    Platform.check(topology);
    endLeftovers(home);
    Clock clock = Clock.systemUTC();
    BoxFolder folder = new BoxFolder(home.boxFolder(topology.name()));
    Optional<Path> movedAside = folder.prepare(Fingerprint.of(topology), clock);
    movedAside.ifPresent(p -> LOG.atWarn().addKeyValue("folder", p).log("moved other data aside"));
    Endpoints endpoints =
        new PortChoice(PortProbe.ofThisMachine(), ports).choose(topology.services());
    BoxPlan plan = new BoxPlan(home, folder, topology, endpoints, installation);
    List<Launch> launches = new Launches(plan, System.getenv()).prepare();
    BoxWitness witness =
        new BoxWitness(new ProcessLedger(folder.processes()), endpoints, home.token());
    ClusterFile.of(topology, endpoints).write(home.clusterFile());
    Supervision supervision =
        new Supervision(launches, endpoints, ChildProcess::start, clock, witness);
    supervision.start();
    return new Box(lock, plan, movedAside, supervision);
  }

  public Topology topology() {
    return plan.topology();
  }

  public Endpoints endpoints() {
    return plan.endpoints();
  }

  /** Where data of another configuration went at this start. */
  public Optional<Path> movedAside() {
    return movedAside;
  }

  public Supervision supervision() {
    return supervision;
  }

  /** Returns once no process, port or temporary file of the box is left; its data stays. */
  @Override
  public void close() throws IOException {
    try {
      supervision.close();
      Files.deleteIfExists(plan.home().clusterFile());
      Files.deleteIfExists(plan.folder().processes());
      FileTree.delete(plan.folder().scratch());
    } finally {
      lock.close();
    }
  }

  /**
   * Removes what a crashed box left: processes and temporary files, never data.
   *
   * @return how many processes it ended
   * @throws BoxException if a box runs there
   */
  public static int cleanUp(TrainyardHome home) throws IOException, InterruptedException {
    HomeLock supervisor = HomeLock.take(home.supervisorLock());
    try {
      HomeLock box = HomeLock.take(home.lockFile());
      try {
        Files.deleteIfExists(home.clusterFile());
        Files.deleteIfExists(home.supervisorFile());
        return endLeftovers(home);
      } finally {
        box.close();
      }
    } finally {
      supervisor.close();
    }
  }

  /** Of any topology: the box that crashed may have been another one. */
  private static int endLeftovers(TrainyardHome home) throws IOException, InterruptedException {
    int ended = 0;
    try (var boxes = Files.newDirectoryStream(home.folder(), "box-*")) {
      for (Path box : boxes) {
        BoxFolder folder = new BoxFolder(box);
        ended += new Leftovers(LEFTOVERS).end(ProcessLedger.read(folder.processes()));
        Files.deleteIfExists(folder.processes());
        FileTree.delete(folder.scratch());
      }
    }
    return ended;
  }
}
