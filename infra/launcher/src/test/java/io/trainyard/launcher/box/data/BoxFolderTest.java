package io.trainyard.launcher.box.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.launcher.box.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxFolderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);

  @TempDir Path home;

  @Test
  void keepsDataOfTheSameConfiguration() throws Exception {
    BoxFolder folder = new BoxFolder(home.resolve("box-default"));
    assertThat(folder.prepare(Fingerprint.of(Topology.standard()), CLOCK)).isEmpty();
    Files.writeString(folder.root().resolve("data/x"), "precious");
    Files.writeString(folder.scratch().resolve("y"), "left over");

    assertThat(folder.prepare(Fingerprint.of(Topology.standard().withWorkers(7)), CLOCK)).isEmpty();

    assertThat(folder.root().resolve("data/x")).hasContent("precious");
    assertThat(folder.scratch()).isEmptyDirectory();
  }

  @Test
  void movesDataOfAnotherConfigurationAside() throws Exception {
    BoxFolder folder = new BoxFolder(home.resolve("box-default"));
    folder.prepare(Fingerprint.of(Topology.standard()), CLOCK);
    Files.writeString(folder.root().resolve("data/x"), "precious");

    Path aside = folder.prepare(new Fingerprint("another ring\n"), CLOCK).orElseThrow();

    assertThat(aside).isEqualTo(home.resolve("box-default.old-20260203-040506"));
    assertThat(aside.resolve("data/x")).hasContent("precious");
    assertThat(folder.root().resolve("data")).isEmptyDirectory();
  }

  @Test
  void distinguishesTopologiesByWhatTheirDataDependsOn() {
    Fingerprint standard = Fingerprint.of(Topology.standard());

    assertThat(Fingerprint.of(Topology.full())).isNotEqualTo(standard);
    assertThat(Fingerprint.of(Topology.standard().withWorkers(5))).isEqualTo(standard);
    assertThat(Fingerprint.of(Topology.standard().withoutNodes())).isEqualTo(standard);
  }

  @Test
  void givesKafkaOneIdForEver() throws Exception {
    BoxFolder folder = new BoxFolder(home.resolve("box-default"));
    folder.prepare(Fingerprint.of(Topology.standard()), CLOCK);

    String id = folder.kafkaClusterId();

    assertThat(id).hasSize(22).doesNotStartWith("-");
    assertThat(folder.kafkaClusterId()).isEqualTo(id);
  }

  @Test
  void deletesATreeWithoutFollowingLinks() throws Exception {
    Path outside = Files.writeString(home.resolve("outside"), "stays");
    Path tree = Files.createDirectories(home.resolve("tree/inner"));
    Files.createSymbolicLink(tree.resolve("link"), outside);
    Files.createSymbolicLink(tree.resolve("folder"), home);

    FileTree.delete(home.resolve("tree"));

    assertThat(home.resolve("tree")).doesNotExist();
    assertThat(outside).hasContent("stays");
  }
}
