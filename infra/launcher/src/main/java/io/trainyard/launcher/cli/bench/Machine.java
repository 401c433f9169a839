package io.trainyard.launcher.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the bench runs. */
record Machine(int cores, String processor, String java) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        processor(CPU_INFO),
        System.getProperty("java.version", "unknown"));
  }

  /** The model's name; the architecture where the file does not tell. */
  static String processor(Path cpuInfo) {
    String architecture = System.getProperty("os.arch", "unknown");
    if (!Files.isReadable(cpuInfo)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(cpuInfo)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      return architecture + " (" + cpuInfo + " cannot be read: " + e.getMessage() + ")";
    }
  }
}
