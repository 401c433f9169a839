package io.trainyard.launcher.box.install;

import io.trainyard.launcher.box.BoxException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the class path of each process is. Immutable. */
public sealed interface Installation {
  /** Class path of a program's JVM, for a child with the class that watches its parent. */
  ClassPath classPath(Program program);

  /** Where class archives lie that were made together with the programs; may be missing. */
  Optional<Path> archives();

  /** Where the maths library lies that was unpacked together with the programs; may be missing. */
  Optional<Path> natives();

  /** The folder with the jars that a program depends on. */
  Path jars(Program program);

  /** The folder with the jar that carries Redis binaries. */
  Path redisFolder();

  /** Programs that run in a JVM of their own. */
  enum Program {
    LAUNCHER,
    NODE,
    KAFKA,
    CASSANDRA;

    String folder() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The folder that system property {@code trainyard.lib} names, else the distribution that this
   * class was loaded from, else the source tree around the folder that {@code trainyard.sources}
   * names, by itself the working folder.
   *
   * @throws BoxException if there is none
   */
  static Installation find() {
    String named = System.getProperty("trainyard.lib", "");
    if (!named.isBlank()) {
      return new Distribution(Path.of(named).toAbsolutePath());
    }
    Path sources = Path.of(System.getProperty("trainyard.sources", "")).toAbsolutePath();
    return Distribution.around(ownLocation())
        .or(() -> SourceTree.around(sources))
        .orElseThrow(
            () ->
                new BoxException(
                    "The services' class paths were not found; build them with"
                        + " ./mvnw -Dquick -DskipTests package."));
  }

  private static Path ownLocation() {
    try {
      return Path.of(
          Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the launcher was loaded from no file", e);
    }
  }

  /** One folder of jars for each program, as people run it. */
  record Distribution(Path lib) implements Installation {
    static Optional<Installation> around(Path jar) {
      Path folder = jar.getParent();
      if (folder == null || !folder.endsWith(Path.of("lib", "launcher"))) {
        return Optional.empty();
      }
      return Optional.of(new Distribution(folder.resolve("..").normalize()));
    }

    @Override
    public ClassPath classPath(Program program) {
      Path jars = jars(program);
      List<Path> found =
          program == Program.LAUNCHER
              ? ClassPath.jars(jars)
              : ClassPath.jars(jars, lib.resolve("child"));
      return new ClassPath(lib, found.stream().map(jar -> lib.relativize(jar).toString()).toList());
    }

    @Override
    public Optional<Path> archives() {
      return Optional.of(lib.resolve("archive"));
    }

    @Override
    public Optional<Path> natives() {
      return Optional.of(lib.resolve("natives"));
    }

    @Override
    public Path jars(Program program) {
      Path folder = lib.resolve(program.folder());
      if (!Files.isDirectory(folder)) {
        throw new BoxException("The folder " + folder + " is missing; install Trainyard again.");
      }
      return folder;
    }

    @Override
    public Path redisFolder() {
      return lib.resolve("redis");
    }
  }

  /** Modules as the build leaves them; holds services only, nodes need a distribution. */
  record SourceTree(Path root) implements Installation {
    static Optional<Installation> around(Path folder) {
      @Nullable Path root = folder;
      while (root != null && !Files.isDirectory(root.resolve("infra/services/kafka/target/lib"))) {
        root = root.getParent();
      }
      return Optional.ofNullable(root).map(SourceTree::new);
    }

    @Override
    public ClassPath classPath(Program program) {
      Path jars = jars(program);
      List<Path> all = new ArrayList<>();
      all.add(jars.resolveSibling("classes"));
      all.addAll(ClassPath.jars(jars));
      all.add(root.resolve("infra/services/child/target/classes"));
      return new ClassPath(root, all.stream().map(Path::toString).toList());
    }

    /** None: a JVM archives no classes from folders. */
    @Override
    public Optional<Path> archives() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> natives() {
      return Optional.empty();
    }

    @Override
    public Path jars(Program program) {
      if (program == Program.NODE || program == Program.LAUNCHER) {
        throw new BoxException(
            "Nodes start from a distribution only; build one with ./mvnw package.");
      }
      return root.resolve("infra/services").resolve(program.folder()).resolve("target/lib");
    }

    @Override
    public Path redisFolder() {
      return root.resolve("infra/services/redis/target/lib");
    }
  }

  /**
   * Returns a jar whose version the caller need not know.
   *
   * @param glob for example {@code jamm-*.jar}
   * @throws BoxException if no such jar is there
   */
  static Path jarIn(Path folder, String glob) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      for (Path jar : found) {
        return jar;
      }
    } catch (IOException e) {
      throw new BoxException(
          "The folder " + folder + " cannot be read; install Trainyard again.", e);
    }
    throw new BoxException("No " + glob + " in " + folder + "; install Trainyard again.");
  }
}
