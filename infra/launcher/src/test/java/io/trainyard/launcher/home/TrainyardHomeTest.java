package io.trainyard.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.launcher.box.BoxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainyardHomeTest {
  @TempDir Path folder;

  @Test
  void makesATokenOnceForItsOwnerOnly() throws Exception {
    TrainyardHome home = TrainyardHome.open(folder.resolve("home"));
    AccessToken first = home.token();

    assertThat(TrainyardHome.open(folder.resolve("home")).token()).isEqualTo(first);
    assertThat(first.secret()).hasSize(43);
    for (Path file : new Path[] {home.tokenFile(), home.authHeaderFile()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(home.authHeaderFile()).hasContent("Authorization: Bearer " + first.secret());
  }

  @Test
  void followsATokenThatWasReplacedByHand() throws Exception {
    TrainyardHome home = TrainyardHome.open(folder);
    Files.writeString(home.tokenFile(), "mine\n");

    TrainyardHome.open(folder);

    assertThat(home.authHeaderFile()).hasContent("Authorization: Bearer mine");
  }

  @Test
  void keepsTheTokenOutOfTexts() throws Exception {
    AccessToken token = TrainyardHome.open(folder).token();

    assertThat(token.toString()).doesNotContain(token.secret());
  }

  @Test
  void takesTheFolderFromTheEnvironment() {
    Map<String, String> environment = Map.of("TRAINYARD_HOME", folder.resolve("here").toString());

    assertThat(TrainyardHome.open(environment).folder()).isEqualTo(folder.resolve("here"));
  }

  @Test
  void saysInOneSentenceThatItCannotWrite() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> TrainyardHome.open(file.resolve("home")))
        .isInstanceOf(BoxException.class)
        .hasMessageContaining("cannot be written; set TRAINYARD_HOME");
  }
}
