package io.trainyard.launcher.box.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  @TempDir Path folder;

  @Test
  void startsANewFileWhenTheOldOneIsLarge() throws Exception {
    Path path = sized("redis.log", 6L << 20);

    new LogFile(path).rotateIfLarge();

    assertThat(path).doesNotExist();
    assertThat(folder.resolve("redis.log.1")).hasSize(6L << 20);
  }

  @Test
  void emptiesAnOpenFileThatHasGrownTooLarge() throws Exception {
    Path path = sized("redis.log", 51L << 20);

    new LogFile(path).boundWhileOpen();

    assertThat(path).isEmptyFile();
    assertThat(folder.resolve("redis.log.1")).hasSize(51L << 20);
  }

  @Test
  void leavesSmallFilesAlone() throws Exception {
    Path path = Files.writeString(folder.resolve("redis.log"), "line\n");

    new LogFile(path).rotateIfLarge();
    new LogFile(path).boundWhileOpen();

    assertThat(path).hasContent("line");
  }

  @Test
  void showsTheLinesFromTheErrorOn() throws Exception {
    Path path = folder.resolve("kafka-1.log");
    Files.write(path, List.of("fine", "ERROR disk", "at a", "at b", "at c", "bye"));

    assertThat(new LogFile(path).excerpt(3)).containsExactly("ERROR disk", "at a", "at b");
    assertThat(new LogFile(path).excerpt(10)).hasSize(6);
  }

  @Test
  void showsTheLastLinesWhenNothingTellsOfAnError() throws Exception {
    Path path = folder.resolve("kafka-1.log");
    Files.write(path, List.of("a", "b", "c"));

    assertThat(new LogFile(path).excerpt(2)).containsExactly("b", "c");
    assertThat(new LogFile(folder.resolve("none")).excerpt(2)).isEmpty();
  }

  private Path sized(String name, long bytes) throws Exception {
    Path path = folder.resolve(name);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    }
    return path;
  }
}
