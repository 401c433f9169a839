package io.trainyard.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the repository may hold. */
class RepositoryTest {
  private static final int LONGEST_FILE = 500;
  private static final Path ROOT = root();

  @Test
  void rootHoldsTheAgreedFoldersAndNoOther() throws IOException {
    try (Stream<Path> entries = Files.list(ROOT)) {
      assertThat(
              entries
                  .filter(Files::isDirectory)
                  .map(folder -> folder.getFileName().toString())
                  .filter(name -> !name.startsWith(".") && !name.equals("target")))
          .isSubsetOf("desktop-app", "worker-node", "infra", "installer", "docs");
    }
  }

  @Test
  void noSourceFileHasGrownPastWhatOnePersonCanRead() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> tooLong =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.toString().contains("/target/"))
              .filter(file -> lines(file) > LONGEST_FILE)
              .toList();
      assertThat(tooLong).isEmpty();
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = java.util.Objects.requireNonNull(folder.getParent(), "not within the repository");
    }
    return folder;
  }
}
