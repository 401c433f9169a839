package io.trainyard.launcher.box.control;

import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.box.process.ProcessIdentity;
import io.trainyard.launcher.home.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code supervisor.json} says: where the running supervisor answers.
 *
 * @param process which process it is
 * @param port of its control endpoint on loopback
 */
record SupervisorFile(ProcessIdentity process, int port) {
  void write(Path file) throws IOException {
    PrivateFile.write(file, Json.pretty(this) + "\n");
  }

  /** Empty if there is none, or the process that wrote it is gone. */
  static Optional<SupervisorFile> ofLiving(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Optional.of(Json.read(Files.readAllBytes(file), SupervisorFile.class))
        .filter(noted -> noted.process.living().isPresent());
  }
}
