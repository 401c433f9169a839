package io.trainyard.launcher.cli;

import io.trainyard.client.TrainyardClient;
import java.time.Clock;

/** What every command works with. */
public record CommandContext(Console console, ClusterAccess cluster, Clock clock) {
  public TrainyardClient client() {
    return cluster.client();
  }
}
