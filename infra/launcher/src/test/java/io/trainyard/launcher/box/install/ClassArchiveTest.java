package io.trainyard.launcher.box.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.launcher.box.install.ClassArchive.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  private static final byte[] WHOLE = {1, 2, 3, 4};
  private static final byte[] UNFINISHED = {0, 0, 0, 0, 9};

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private Installation installation;

  @SuppressWarnings("NullAway.Init")
  private ClassArchive archive;

  @BeforeEach
  void install() throws IOException {
    for (String program : List.of("launcher", "node", "kafka", "cassandra", "child")) {
      Files.createDirectories(lib().resolve(program));
      Files.writeString(lib().resolve(program).resolve(program + ".jar"), "jar");
    }
    installation = new Installation.Distribution(lib());
    archive = new ClassArchive(installation, own());
  }

  @Test
  void isWrittenByOneProcessOfAKindWhereThereIsNone() {
    List<String> writer = archive.flags(Kind.KAFKA, true);

    assertThat(writer).contains("-XX:ArchiveClassesAtExit=" + own().resolve(name()));
    assertThat(ClassArchive.isWrittenBy(writer)).isTrue();
    assertThat(archive.flags(Kind.KAFKA, false)).isEmpty();
  }

  @Test
  void isUsedByAllOnceItIsWhole() throws IOException {
    Files.createDirectories(own());
    Files.write(own().resolve(name()), UNFINISHED);
    assertThat(ClassArchive.isWrittenBy(archive.flags(Kind.KAFKA, true))).isTrue();

    Files.write(own().resolve(name()), WHOLE);

    assertThat(archive.flags(Kind.KAFKA, false))
        .contains("-XX:SharedArchiveFile=" + own().resolve(name()));
  }

  @Test
  void thatCameWithTheProgramIsPreferred() throws IOException {
    Files.createDirectories(own());
    Files.write(own().resolve(name()), WHOLE);
    ClassArchive.pack(installation, own());

    assertThat(own().resolve(name())).doesNotExist();
    assertThat(archive.flags(Kind.KAFKA, true))
        .contains("-XX:SharedArchiveFile=" + lib().resolve("archive").resolve(name()));
    assertThat(ClassArchive.packagedFor(installation)).isFalse();
  }

  @Test
  void fitsNoOtherJars() throws IOException {
    String before = name();
    Files.setLastModifiedTime(lib().resolve("kafka/kafka.jar"), FileTime.fromMillis(5_000));
    String touched = name();
    Files.writeString(lib().resolve("kafka/more.jar"), "jar");

    assertThat(List.of(before, touched, name())).doesNotHaveDuplicates();
  }

  @Test
  void fitsAnInstallationThatWasMoved() throws IOException {
    String before = name();
    Path moved = Files.move(lib(), folder.resolve("elsewhere"));

    assertThat(Kind.KAFKA.file(new Installation.Distribution(moved))).isEqualTo(before);
  }

  @Test
  void replacesOnesThatFitNoMore() throws IOException {
    Files.createDirectories(own());
    Path older = Files.write(own().resolve("kafka-abc.jsa"), WHOLE);
    Path other = Files.write(own().resolve("worker-abc.jsa"), WHOLE);

    archive.flags(Kind.KAFKA, true);

    assertThat(older).doesNotExist();
    assertThat(other).exists();
  }

  private String name() {
    return Kind.KAFKA.file(installation);
  }

  private Path lib() {
    return folder.resolve("lib");
  }

  private Path own() {
    return folder.resolve("own");
  }
}
