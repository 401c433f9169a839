package io.trainyard.launcher.box.process;

import io.trainyard.launcher.box.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to start one service.
 *
 * @param service what it is
 * @param command program and arguments; visible to everybody on the machine, so without secrets
 * @param environment added to the supervisor's own
 * @param withheld variables of the supervisor's environment that it does not get
 * @param folder working folder
 * @param log where both its outputs go
 * @param patience how long it gets to end in good order before it is killed
 */
public record Launch(
    Service service,
    List<String> command,
    Map<String, String> environment,
    Set<String> withheld,
    Path folder,
    Path log,
    Duration patience) {
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    withheld = Set.copyOf(withheld);
  }
}
