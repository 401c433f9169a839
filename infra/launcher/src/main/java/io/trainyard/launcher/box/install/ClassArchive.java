package io.trainyard.launcher.box.install;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.install.Installation.Program;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * Class data sharing: a JVM that ends in order leaves an archive of the classes it had loaded, and
 * the next one of its kind maps that instead of reading and checking thousands of classes again.
 * Archives come with the programs; where those do not fit, because Java or a jar is another, the
 * first orderly end leaves one in the person's own folder. The JVM ignores one that does not fit.
 *
 * @param installation whose archives are preferred, and never written here
 * @param own folder for the others
 */
public record ClassArchive(Installation installation, Path own) {
  private static final String WRITE = "-XX:ArchiveClassesAtExit=";

  /** Nothing to say when an archive is written or does not fit: the JVM runs all the same. */
  private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

  /** The kinds of process that have an archive, and whose class path it is made from. */
  public enum Kind {
    MASTER(Program.NODE),
    WORKER(Program.NODE),
    KAFKA(Program.KAFKA),
    CASSANDRA(Program.CASSANDRA),
    SUPERVISOR(Program.LAUNCHER);

    private final Program program;

    Kind(Program program) {
      this.program = program;
    }

    String file(Installation installation) {
      return prefix() + fingerprint(installation.classPath(program)) + ".jsa";
    }

    String prefix() {
      return name().toLowerCase(Locale.ROOT) + "-";
    }
  }

  /**
   * What to tell a JVM.
   *
   * @param kind of process
   * @param writes whether this process may leave the archive; one of a kind should
   */
  public List<String> flags(Kind kind, boolean writes) {
    if (installation.archives().isEmpty()) {
      return List.of();
    }
    String name = kind.file(installation);
    Optional<Path> found = packaged(name).or(() -> whole(own.resolve(name)));
    if (found.isPresent()) {
      return with("-XX:SharedArchiveFile=" + found.get());
    }
    if (!writes) {
      return List.of();
    }
    makeRoom(kind);
    return with(WRITE + own.resolve(name));
  }

  /** Whether a process that is started so leaves an archive when it ends. */
  public static boolean isWrittenBy(List<String> command) {
    return command.stream().anyMatch(argument -> argument.startsWith(WRITE));
  }

  private static List<String> with(String flag) {
    return List.of(flag, QUIET.get(0), QUIET.get(1));
  }

  /** Whether an installation has all archives that fit it. */
  public static boolean packagedFor(Installation installation) {
    ClassArchive archive = new ClassArchive(installation, Path.of(""));
    return Arrays.stream(Kind.values())
        .allMatch(kind -> archive.packaged(kind.file(installation)).isPresent());
  }

  /**
   * Moves the archives that a rehearsal left to an installation, in place of what no longer fits.
   *
   * @param made where they are now, on the same disk
   */
  public static void pack(Installation installation, Path made) throws IOException {
    Path folder = installation.archives().orElseThrow();
    Files.createDirectories(folder);
    for (Kind kind : Kind.values()) {
      String file = kind.file(installation);
      Optional<Path> archive = whole(made.resolve(file));
      if (archive.isPresent()) {
        remove(folder, kind);
        Files.move(archive.get(), folder.resolve(file));
      }
    }
  }

  private Optional<Path> packaged(String name) {
    return installation.archives().map(folder -> folder.resolve(name)).filter(Files::exists);
  }

  /** A JVM writes the header last, so a file that begins with zeros was never finished. */
  private static Optional<Path> whole(Path archive) {
    if (!Files.exists(archive)) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(Files.newInputStream(archive))) {
      return in.available() >= Integer.BYTES && in.readInt() != 0
          ? Optional.of(archive)
          : Optional.empty();
    } catch (IOException e) {
      throw new BoxException("The file " + archive + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void makeRoom(Kind kind) {
    try {
      Files.createDirectories(own);
      remove(own, kind);
    } catch (IOException e) {
      throw new BoxException("The folder " + own + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void remove(Path folder, Kind kind) throws IOException {
    try (DirectoryStream<Path> older = Files.newDirectoryStream(folder, kind.prefix() + "*.jsa")) {
      for (Path file : older) {
        Files.delete(file);
      }
    }
  }

  /** Names, sizes and ages of all jars, in seconds as the JVM compares them, and the Java. */
  private static String fingerprint(ClassPath classPath) {
    CRC32 sum = new CRC32();
    sum.update(bytes(Runtime.version().toString()));
    try {
      for (String entry : classPath.entries()) {
        Path jar = classPath.folder().resolve(entry);
        long age = Files.getLastModifiedTime(jar).to(TimeUnit.SECONDS);
        sum.update(bytes(entry + " " + Files.size(jar) + " " + age + "\n"));
      }
    } catch (IOException e) {
      throw new BoxException("The program cannot be read: " + e.getMessage(), e);
    }
    return Long.toHexString(sum.getValue());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
