package io.trainyard.launcher.cli;

import io.trainyard.client.TrainyardClient;
import java.time.Clock;

/** What every command that speaks to a cluster works with. */
public record CommandContext(Screen screen, ClusterAccess cluster, Clock clock) {
  public TrainyardClient client() {
    return cluster.client();
  }
}
