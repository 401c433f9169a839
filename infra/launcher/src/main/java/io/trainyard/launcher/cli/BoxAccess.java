package io.trainyard.launcher.cli;

import io.trainyard.client.ClientConfig;
import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.Topology;
import io.trainyard.launcher.box.control.BoxStatus;
import io.trainyard.launcher.box.control.ControlClient;
import io.trainyard.launcher.box.control.SupervisorOptions;
import io.trainyard.launcher.box.port.PortRequest;
import io.trainyard.launcher.home.ClusterFile;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The cluster in a box of this person's home: the addresses are those of its cluster.json. */
public final class BoxAccess implements ClusterAccess {
  private final Console console;

  public BoxAccess(Console console) {
    this.console = console;
  }

  @Override
  public TrainyardClient ensureUp(Console progress) {
    TrainyardHome home = console.home();
    SupervisorOptions wanted =
        new SupervisorOptions(
            home,
            Topology.standard(),
            PortRequest.parse(console.environment().getOrDefault("TRAINYARD_PORTS", "")));
    try {
      BoxStatus ready = new BoxStart(progress, new ControlClient(home)).run(wanted);
      assert ready.failure() == null;
      return client();
    } catch (IOException e) {
      throw new BoxException("The box could not be started: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BoxException("The wait for the box was interrupted.", e);
    }
  }

  @Override
  public TrainyardClient client() {
    return new TrainyardClient(ClientConfig.of(addresses(), token()));
  }

  @Override
  public OptionalLong memoryBytes() {
    try {
      return new ControlClient(console.home())
          .status()
          .map(box -> OptionalLong.of(box.totalMemory()))
          .orElse(OptionalLong.empty());
    } catch (IOException e) {
      // It is only told in passing: a supervisor that does not answer is no failure of the run.
      return OptionalLong.empty();
    }
  }

  @Override
  public String token() {
    try {
      return console.home().token().secret();
    } catch (IOException e) {
      throw new BoxException("The token cannot be read: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public Path headerFile() {
    return console.home().authHeaderFile();
  }

  private List<URI> addresses() {
    Path file = console.home().clusterFile();
    if (!Files.exists(file)) {
      throw new TrainyardException(
          ErrorCode.MASTER_UNAVAILABLE, "No box is running; start one with `trainyard up`.");
    }
    try {
      ClusterFile cluster = ClusterFile.read(file);
      List<URI> addresses = new ArrayList<>();
      for (String master : cluster.master().split(",", -1)) {
        addresses.add(URI.create(master));
      }
      // Workers pass on to the master what is its own, and stream logs while it is away.
      cluster.workers().forEach(worker -> addresses.add(URI.create(worker)));
      return addresses;
    } catch (IOException | IllegalArgumentException e) {
      throw new BoxException("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
