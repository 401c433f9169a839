package io.trainyard.launcher.box.install;

import io.trainyard.launcher.box.BoxException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class path of a child JVM, in one order on every machine: a class archive fits the text that
 * it was made with and no other.
 *
 * @param folder the working folder that the process must have, which relative entries are in; with
 *     those an installation and its archives can be moved
 * @param entries jars or folders
 */
public record ClassPath(Path folder, List<String> entries) {
  public ClassPath {
    entries = List.copyOf(entries);
  }

  /** As the JVM takes it. */
  public String text() {
    return String.join(File.pathSeparator, entries);
  }

  /**
   * The jars right in these folders, by name.
   *
   * @throws BoxException if one of them cannot be read
   */
  static List<Path> jars(Path... folders) {
    return Stream.of(folders).flatMap(folder -> jarsOf(folder).stream()).toList();
  }

  private static List<Path> jarsOf(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new BoxException(
          "The folder " + folder + " cannot be read; install Trainyard again.", e);
    }
  }
}
