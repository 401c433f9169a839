package io.trainyard.launcher.cli;

import io.trainyard.client.TrainyardClient;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The cluster that the commands talk to. Blocking; failures are TrainyardExceptions. */
public interface ClusterAccess {

  /** A client of the cluster; when none runs it is started first, shown on this console. */
  TrainyardClient ensureUp(Console progress);

  /** A client of the cluster as it is; its calls fail when none runs. */
  TrainyardClient client();

  /** Bytes that the box's processes hold just now; empty when there is no box here. */
  OptionalLong memoryBytes();

  /** The bearer token. */
  String token();

  /** The file that {@code curl -H @file} takes. */
  Path headerFile();
}
