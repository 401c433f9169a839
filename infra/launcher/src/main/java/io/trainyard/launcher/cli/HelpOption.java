package io.trainyard.launcher.cli;

import picocli.CommandLine.Option;

/** {@code --help}, the same everywhere. */
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean asked;
}
