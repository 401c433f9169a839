package io.trainyard.launcher.box.install;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.data.FileTree;
import io.trainyard.launcher.box.install.Installation.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the maths library finds itself unpacked, which takes two seconds of a processor and 445 MB.
 * It looks itself whether what is there is complete, and unpacks what is not.
 *
 * @param installation whose folder is preferred
 * @param own the person's folder, for where the programs bring none that fits
 */
public record Natives(Installation installation, Path own) {

  /** Not one that the process may not write: the library would pass over it without a word. */
  public Path folder() {
    return installation
        .natives()
        .filter(folder -> Files.isWritable(folder) && fits(folder))
        .orElse(own);
  }

  /** Whether an installation brings what its jars carry. */
  public static boolean packagedFor(Installation installation) {
    return installation.natives().filter(new Natives(installation, Path.of(""))::fits).isPresent();
  }

  /**
   * Moves what a rehearsal unpacked to an installation, in place of what no longer fits.
   *
   * @param unpacked where it is now, on the same disk
   */
  public static void pack(Installation installation, Path unpacked) throws IOException {
    Path folder = installation.natives().orElseThrow();
    if (Files.isDirectory(unpacked) && !packagedFor(installation)) {
      FileTree.delete(folder);
      Files.move(unpacked, folder);
    }
  }

  /** The library makes a folder for each jar, of the jar's name, which tells the version. */
  private boolean fits(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    Path jars = installation.jars(Program.NODE);
    try (Stream<Path> parts = Files.list(folder)) {
      Optional<Path> foreign =
          parts
              .filter(Files::isDirectory)
              .filter(part -> !Files.exists(jars.resolve(part.getFileName())))
              .findAny();
      return foreign.isEmpty();
    } catch (IOException e) {
      throw new BoxException("The folder " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }
}
