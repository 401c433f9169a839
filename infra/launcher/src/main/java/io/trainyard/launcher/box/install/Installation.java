package io.trainyard.launcher.box.install;

import io.trainyard.launcher.box.BoxException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the class path of each process is. Immutable. */
public sealed interface Installation {
  /** Class path of a service's JVM, the class that watches its parent included. */
  String classPath(Program program);

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
    public String classPath(Program program) {
      return jars(program)
          + File.separator
          + "*"
          + File.pathSeparator
          + lib.resolve("child")
          + File.separator
          + "*";
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
    public String classPath(Program program) {
      return String.join(
          File.pathSeparator,
          jars(program).resolveSibling("classes").toString(),
          jars(program) + File.separator + "*",
          root.resolve("infra/services/child/target/classes").toString());
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
