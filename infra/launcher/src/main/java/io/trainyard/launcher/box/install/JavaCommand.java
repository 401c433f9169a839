package io.trainyard.launcher.box.install;

import java.nio.file.Files;
import java.nio.file.Path;

/** The Java that runs this process, for its children. */
public final class JavaCommand {
  private JavaCommand() {}

  public static Path path() {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    Path windows = bin.resolve("java.exe");
    return Files.exists(windows) ? windows : bin.resolve("java");
  }
}
