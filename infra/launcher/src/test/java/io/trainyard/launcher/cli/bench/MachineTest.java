package io.trainyard.launcher.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  @TempDir private Path folder;

  @Test
  void readsTheProcessorsModel() throws IOException {
    Path file = folder.resolve("cpuinfo");
    Files.writeString(file, "processor\t: 0\nmodel\t\t: 85\nmodel name\t: Quick 9 @ 2.5GHz\n");

    assertThat(Machine.processor(file)).isEqualTo("Quick 9 @ 2.5GHz");
  }

  @Test
  void namesTheArchitectureWhereTheModelIsNotTold() throws IOException {
    Path file = folder.resolve("cpuinfo");
    Files.writeString(file, "processor\t: 0\n");
    String architecture = System.getProperty("os.arch");

    assertThat(Machine.processor(file)).isEqualTo(architecture);
    assertThat(Machine.processor(folder.resolve("none"))).isEqualTo(architecture);
  }
}
