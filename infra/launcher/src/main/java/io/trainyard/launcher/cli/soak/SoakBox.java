package io.trainyard.launcher.cli.soak;

import io.trainyard.client.ClientConfig;
import io.trainyard.client.TrainyardClient;
import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.Topology;
import io.trainyard.launcher.box.control.BoxStatus;
import io.trainyard.launcher.box.control.ControlClient;
import io.trainyard.launcher.box.control.SupervisorOptions;
import io.trainyard.launcher.box.data.FileTree;
import io.trainyard.launcher.box.port.PortRequest;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import io.trainyard.launcher.cli.BoxAccess;
import io.trainyard.launcher.cli.BoxStart;
import io.trainyard.launcher.cli.Console;
import io.trainyard.launcher.cli.DownCommand;
import io.trainyard.launcher.home.ClusterFile;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * A box of the soak's own, in a home of its own and on free ports, so that it never meets the one a
 * person uses. It ends with the program, Ctrl+C included. Thread-safe once started.
 */
final class SoakBox implements AutoCloseable {
  static final Topology TOPOLOGY = Topology.full();

  private final Console console;
  private final Signals signals;
  private final boolean temporary;
  private final TrainyardHome home;
  private final ControlClient control;
  private final Thread hook = new Thread(this::end, "soak-end");
  private volatile boolean kept;
  private boolean ended;

  private SoakBox(Console console, Signals signals, boolean temporary) {
    this.console = console;
    this.signals = signals;
    this.temporary = temporary;
    this.home = console.home();
    this.control = new ControlClient(home);
  }

  /**
   * Starts it.
   *
   * @param folder its home; null for a temporary one
   * @param progress the console on which its start is shown
   * @throws BoxException if a box runs in that home already, or it cannot be started
   */
  static SoakBox start(@Nullable Path folder, Console progress, Signals signals)
      throws IOException, InterruptedException {
    Path place = folder == null ? Files.createTempDirectory("trainyard-soak-") : folder;
    SoakBox box = new SoakBox(in(place, progress), signals, folder == null);
    if (box.control.process().isPresent()) {
      throw new BoxException("A box runs in " + place + "; a soak needs a home of its own.");
    }
    Runtime.getRuntime().addShutdownHook(box.hook);
    try {
      BoxStatus ready =
          new BoxStart(box.console, box.control)
              .run(new SupervisorOptions(box.home, TOPOLOGY, PortRequest.anyFree()));
      assert ready.failure() == null;
      return box;
    } catch (IOException | InterruptedException | RuntimeException e) {
      box.close();
      throw e;
    }
  }

  private static Console in(Path place, Console like) {
    Map<String, String> environment = new HashMap<>(like.environment());
    environment.put("TRAINYARD_HOME", place.toString());
    return new Console(environment, like.writer(), like.errorWriter(), like.input(), false);
  }

  Path folder() {
    return home.folder();
  }

  /** A client that goes to any node that answers, as people's do. */
  TrainyardClient client() {
    return new BoxAccess(console).client();
  }

  /** A client of the master alone. */
  TrainyardClient master() {
    try {
      URI master = URI.create(ClusterFile.read(home.clusterFile()).master());
      return new TrainyardClient(ClientConfig.of(List.of(master), home.token().secret()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The services as the supervisor sees them; empty when it cannot be asked. */
  List<ServiceStatus> services() {
    try {
      return control.status().map(BoxStatus::services).orElse(List.of());
    } catch (IOException e) {
      return List.of();
    }
  }

  Optional<ServiceStatus> service(String name) {
    return services().stream().filter(service -> service.name().equals(name)).findFirst();
  }

  /** Its data and logs are to stay. */
  void keep() {
    kept = true;
  }

  boolean isKept() {
    return kept || !temporary;
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    signals.thawAll();
    int code = new CommandLine(new DownCommand(console)).execute();
    if (code == CommandLine.ExitCode.OK && !isKept()) {
      try {
        FileTree.delete(home.folder());
      } catch (IOException e) {
        console.print(home.folder() + " could not be deleted: " + e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    end();
    try {
      boolean removed = Runtime.getRuntime().removeShutdownHook(hook);
      assert removed;
    } catch (IllegalStateException stopping) {
      // The program is being stopped just now; the box has ended all the same.
      return;
    }
  }
}
