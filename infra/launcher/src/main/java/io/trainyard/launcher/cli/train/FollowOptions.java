package io.trainyard.launcher.cli.train;

import picocli.CommandLine.Option;

/** How a person wants to see a run that was just submitted. */
final class FollowOptions {
  @Option(names = "--detach", description = "Return once the run is accepted.")
  private boolean detach;

  @Option(names = "--json", description = "Print JSON, one object per event.")
  private boolean json;

  boolean detach() {
    return detach;
  }

  boolean json() {
    return json;
  }
}
