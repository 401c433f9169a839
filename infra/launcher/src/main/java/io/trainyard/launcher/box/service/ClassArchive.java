package io.trainyard.launcher.box.service;

import io.trainyard.launcher.box.BoxException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Class data sharing: a JVM that ends in order leaves an archive of the classes it had loaded, and
 * the next one of its kind maps that instead of reading and checking thousands of classes again. A
 * class path that has changed gets an archive of its own; the JVM ignores one that does not fit.
 *
 * @param folder where archives are kept, one of each kind
 */
record ClassArchive(Path folder) {

  /**
   * What to tell a JVM.
   *
   * @param kind of process, part of the file's name
   * @param writes whether this process may leave the archive; one of a kind should
   * @param classPath with wildcards, as it will be started
   */
  List<String> flags(String kind, boolean writes, String classPath) {
    Path archive = folder.resolve(kind + "-" + fingerprint(classPath) + ".jsa");
    if (Files.exists(archive)) {
      return List.of("-XX:SharedArchiveFile=" + archive);
    }
    if (!writes) {
      return List.of();
    }
    removeOlder(kind);
    return List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }

  private void removeOlder(String kind) {
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> older = Files.newDirectoryStream(folder, kind + "-*.jsa")) {
        for (Path file : older) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new BoxException("The folder " + folder + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Names, sizes and ages of all jars, and the Java that runs them. */
  private static String fingerprint(String classPath) {
    CRC32 sum = new CRC32();
    sum.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      for (String jar : jars(entry)) {
        sum.update(jar.getBytes(StandardCharsets.UTF_8));
      }
    }
    return Long.toHexString(sum.getValue());
  }

  private static List<String> jars(String entry) {
    Path folder = Path.of(entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry);
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        found.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    } catch (IOException e) {
      throw new BoxException("The folder " + folder + " cannot be read: " + e.getMessage(), e);
    }
    return found;
  }
}
