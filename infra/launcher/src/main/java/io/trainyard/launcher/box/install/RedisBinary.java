package io.trainyard.launcher.box.install;

import io.trainyard.launcher.box.BoxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds a Redis that runs here: {@code redis-server} or {@code valkey-server} on the PATH, else the
 * one carried in a jar, unpacked once. Used by one thread.
 */
public final class RedisBinary {
  private static final List<String> NAMES = List.of("redis-server", "valkey-server");

  private final String searchPath;
  private final Installation installation;
  private final Path unpackFolder;

  /**
   * Says where to look.
   *
   * @param searchPath as in {@code PATH}
   * @param unpackFolder where the carried binary goes
   */
  public RedisBinary(String searchPath, Installation installation, Path unpackFolder) {
    this.searchPath = searchPath;
    this.installation = installation;
    this.unpackFolder = unpackFolder;
  }

  /**
   * Returns a program that has been seen to run.
   *
   * @throws BoxException if no Redis starts on this machine
   */
  public Path find() {
    Path binary = onPath().orElseGet(this::unpacked);
    if (!runs(binary)) {
      throw new BoxException(
          "Redis does not start on this machine ("
              + binary
              + "); install redis-server or valkey-server and try again.");
    }
    return binary;
  }

  private Optional<Path> onPath() {
    return Arrays.stream(searchPath.split(java.io.File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Path unpacked() {
    Path jar = Installation.jarIn(installation.redisFolder(), "embedded-redis-*.jar");
    String platform = platform();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry =
          zip.stream()
              .map(ZipEntry.class::cast)
              .filter(
                  e -> e.getName().startsWith("redis-server-") && e.getName().endsWith(platform))
              .findFirst()
              .orElseThrow(() -> missing(platform));
      return unpack(zip, entry);
    } catch (IOException e) {
      throw new BoxException("Redis could not be unpacked from " + jar + ": " + e.getMessage(), e);
    }
  }

  private Path unpack(ZipFile zip, ZipEntry entry) throws IOException {
    Path binary = unpackFolder.resolve(entry.getName());
    if (Files.exists(binary) && Files.size(binary) == entry.getSize()) {
      return binary;
    }
    Files.createDirectories(unpackFolder);
    Path part = unpackFolder.resolve(entry.getName() + ".part");
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!part.toFile().setExecutable(true, true)) {
      throw new IOException(part + " cannot be made executable");
    }
    return Files.move(part, binary, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean runs(Path binary) {
    try {
      Process process =
          new ProcessBuilder(binary.toString(), "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BoxException("Interrupted while looking for Redis.", e);
    }
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String cpu = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = cpu.equals("aarch64") || cpu.equals("arm64");
    return (os.contains("mac") ? "darwin" : "linux") + (arm ? "-arm64" : "-amd64");
  }

  private static BoxException missing(String platform) {
    return new BoxException(
        "No Redis was found for "
            + platform
            + "; install redis-server or valkey-server and try again.");
  }
}
