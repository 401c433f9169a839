package io.trainyard.launcher.box.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.launcher.box.BoxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {
  @TempDir Path folder;

  @Test
  void prefersTheOneOnThePath() throws Exception {
    Path valkey = program("valkey-server", 0);

    assertThat(new RedisBinary(folder + ":/nowhere", none(), folder.resolve("bin")).find())
        .isEqualTo(valkey);
  }

  @Test
  void saysInOneSentenceThatItDoesNotStart() throws Exception {
    program("redis-server", 127);

    assertThatThrownBy(
            () -> new RedisBinary(folder.toString(), none(), folder.resolve("bin")).find())
        .isInstanceOf(BoxException.class)
        .hasMessageContaining("install redis-server or valkey-server");
  }

  @Test
  void unpacksTheCarriedOneOnce() throws Exception {
    RedisBinary carried = new RedisBinary("", Installation.find(), folder.resolve("bin"));

    Path binary = carried.find();
    var written = Files.getLastModifiedTime(binary);

    assertThat(binary).isExecutable();
    assertThat(carried.find()).isEqualTo(binary);
    assertThat(Files.getLastModifiedTime(binary)).isEqualTo(written);
  }

  private Path program(String name, int exitCode) throws Exception {
    Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\nexit " + exitCode + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  private static Installation none() {
    return new Installation.Distribution(Path.of("/nowhere"));
  }
}
