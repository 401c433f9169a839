package io.trainyard.launcher.box.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {
  @TempDir Path folder;

  @Test
  void areThePersonsOwnUnlessTheProgramsBringThem() throws IOException {
    Installation installation = installation("maths-1.jar");
    Path own = folder.resolve("own");
    assertThat(new Natives(installation, own).folder()).isEqualTo(own);

    Files.createDirectories(folder.resolve("unpacked/maths-1.jar"));
    Natives.pack(installation, folder.resolve("unpacked"));

    assertThat(new Natives(installation, own).folder()).isEqualTo(folder.resolve("lib/natives"));
    assertThat(folder.resolve("unpacked")).doesNotExist();
    assertThat(Natives.packagedFor(installation)).isTrue();
  }

  @Test
  void ofAnotherVersionAreNotUsedAndReplaced() throws IOException {
    Installation installation = installation("maths-2.jar");
    Path own = folder.resolve("own");
    Files.createDirectories(folder.resolve("lib/natives/maths-1.jar"));
    assertThat(new Natives(installation, own).folder()).isEqualTo(own);

    Files.createDirectories(folder.resolve("unpacked/maths-2.jar"));
    Natives.pack(installation, folder.resolve("unpacked"));

    assertThat(folder.resolve("lib/natives/maths-1.jar")).doesNotExist();
    assertThat(new Natives(installation, own).folder()).isEqualTo(folder.resolve("lib/natives"));
  }

  private Installation installation(String jar) throws IOException {
    Path jars = Files.createDirectories(folder.resolve("lib/node"));
    Files.writeString(jars.resolve(jar), "jar");
    return new Installation.Distribution(folder.resolve("lib"));
  }
}
