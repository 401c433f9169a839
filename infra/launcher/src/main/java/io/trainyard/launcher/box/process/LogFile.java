package io.trainyard.launcher.box.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The log of one service: at most two files of bounded size. Used by one thread, while the service
 * appends.
 *
 * @param path the newer file
 */
public record LogFile(Path path) {
  private static final long AT_START = 5L << 20;
  private static final long AT_RUN = 50L << 20;
  private static final int EXCERPT_BYTES = 64 << 10;

  /** Before the service opens it. */
  void rotateIfLarge() throws IOException {
    if (Files.exists(path) && Files.size(path) > AT_START) {
      Files.move(path, older(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** While the service has it open: copies and empties it. Lines written in between are lost. */
  public void boundWhileOpen() throws IOException {
    if (Files.exists(path) && Files.size(path) > AT_RUN) {
      Files.copy(path, older(), StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
        file.truncate(0);
      }
    }
  }

  /** The last lines, from the first that tells of an error on where there is one. */
  public List<String> excerpt(int lines) throws IOException {
    List<String> tail = tail();
    int from = Math.max(0, tail.size() - lines);
    for (int i = Math.max(0, tail.size() - 200); i < from; i++) {
      if (tail.get(i).contains("ERROR") || tail.get(i).startsWith("Exception")) {
        return tail.subList(i, i + lines);
      }
    }
    return tail.subList(from, tail.size());
  }

  private List<String> tail() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long from = Math.max(0, file.length() - EXCERPT_BYTES);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, UTF_8).lines().toList();
    }
  }

  private Path older() {
    return path.resolveSibling(path.getFileName() + ".1");
  }
}
