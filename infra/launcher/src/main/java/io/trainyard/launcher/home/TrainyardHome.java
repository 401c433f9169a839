package io.trainyard.launcher.home;

import io.trainyard.launcher.box.BoxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder with all that Trainyard keeps for one person. Opening it creates the folder and the
 * access token where they are missing. Immutable.
 *
 * @param folder absolute
 */
public record TrainyardHome(Path folder) {
  /**
   * The home of whoever has this environment.
   *
   * @param environment {@code TRAINYARD_HOME} names the folder; without it, {@code ~/.trainyard}
   * @throws BoxException if it cannot be written
   */
  public static TrainyardHome open(Map<String, String> environment) {
    String named = environment.getOrDefault("TRAINYARD_HOME", "");
    return open(
        named.isBlank() ? Path.of(System.getProperty("user.home"), ".trainyard") : Path.of(named));
  }

  /**
   * The home in this folder.
   *
   * @throws BoxException if it cannot be written
   */
  public static TrainyardHome open(Path folder) {
    TrainyardHome home = new TrainyardHome(folder.toAbsolutePath().normalize());
    try {
      Files.createDirectories(home.folder);
      home.token();
      return home;
    } catch (IOException e) {
      throw new BoxException(
          "The folder "
              + home.folder
              + " cannot be written; set TRAINYARD_HOME to a folder of your own. ("
              + reason(e)
              + ")",
          e);
    }
  }

  /** The bearer token, made at first use. */
  public AccessToken token() throws IOException {
    return AccessToken.in(folder);
  }

  public Path tokenFile() {
    return folder.resolve(AccessToken.FILE);
  }

  /** For {@code curl -H @file}. */
  public Path authHeaderFile() {
    return folder.resolve(AccessToken.HEADER_FILE);
  }

  /** The addresses of the running box; absent without one. */
  public Path clusterFile() {
    return folder.resolve("cluster.json");
  }

  /** Where the supervisor of the running box is; may be left over from a crash. */
  public Path supervisorFile() {
    return folder.resolve("supervisor.json");
  }

  public Path supervisorLog() {
    return folder.resolve("supervisor.log");
  }

  /** Held by the supervisor process from before it knows whether a box can start. */
  public Path supervisorLock() {
    return folder.resolve("supervisor.lock");
  }

  /** Held by whoever runs a box in this folder. */
  public Path lockFile() {
    return folder.resolve("box.lock");
  }

  /** Class archives that fit this machine's Java; may be removed at any time. */
  public Path classArchives() {
    return folder.resolve("cache").resolve("classes");
  }

  /** The maths library, unpacked; may be removed while no box runs. */
  public Path natives() {
    return folder.resolve("cache").resolve("natives");
  }

  public Path boxFolder(String topology) {
    return folder.resolve("box-" + topology);
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
