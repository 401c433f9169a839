package io.trainyard.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.launcher.box.data.BoxFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxCommandsTest {
  @TempDir Path home;

  @Test
  void saysThatNoBoxIsRunning() {
    Session session = new Session(home, false, "");

    assertThat(session.run("status")).isEqualTo(1);
    assertThat(session.out()).contains("No box is running");
    assertThat(session.run("status", "--json")).isEqualTo(1);
    assertThat(session.out().strip()).isEqualTo("{\"cluster\":null,\"services\":[]}");
    assertThat(session.run("down")).isZero();
  }

  @Test
  void explainsItselfWithEveryCommand() {
    Session session = new Session(home, false, "");

    for (String command : List.of("up", "down", "status")) {
      assertThat(session.run(command, "--help")).isZero();
      assertThat(session.out()).contains("Usage: trainyard " + command);
    }
    assertThat(session.run()).isZero();
    assertThat(session.out()).contains("Usage: trainyard");
  }

  @Test
  void refusesWrongUsageWithTwo() {
    Session session = new Session(home, false, "");

    assertThat(session.run("up", "--workers", "many")).isEqualTo(2);
    assertThat(session.run("upp")).isEqualTo(2);
    assertThat(session.err()).contains("upp");
  }

  @Test
  void refusesImpossibleWishesInOneSentence() {
    Session session = new Session(home, false, "");

    assertThat(session.run("up", "--workers", "0")).isEqualTo(1);
    assertThat(session.err().strip()).isEqualTo("A box has at least one worker.");
    assertThat(session.run("up", "--workers", "65")).isEqualTo(1);
    assertThat(session.run("up", "--port", "master")).isEqualTo(1);
    assertThat(session.err()).contains("NAME=PORT");
  }

  @Test
  void deletesDataOnlyAfterAClearYes() throws Exception {
    Path box = Files.createDirectories(home.resolve("box-default"));
    Files.writeString(box.resolve(BoxFolder.MARK), "x");
    Path stranger = Files.createDirectories(home.resolve("box-of-chocolates"));

    assertThat(new Session(home, false, "y\n").run("down", "--purge")).isEqualTo(2);
    assertThat(new Session(home, true, "\n").run("down", "--purge")).isEqualTo(2);
    assertThat(box).exists();

    Session yes = new Session(home, true, "y\n");
    assertThat(yes.run("down", "--purge")).isZero();
    assertThat(yes.out()).contains("Delete " + box);
    assertThat(box).doesNotExist();
    assertThat(stranger).exists();
  }
}
