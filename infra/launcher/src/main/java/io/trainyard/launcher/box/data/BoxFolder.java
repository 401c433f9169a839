package io.trainyard.launcher.box.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.home.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The folder of one topology: configuration, data, logs and scratch space of its services. Used by
 * the one process that holds the home's lock.
 *
 * @param root {@code box-default} or {@code box-full}
 */
public record BoxFolder(Path root) {
  /** Its presence says that a folder is a box's. */
  public static final String MARK = "fingerprint";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /**
   * Makes the folder ready. Data of another configuration is moved aside, never removed.
   *
   * @return where the old folder went, if it had to go
   */
  public Optional<Path> prepare(Fingerprint fingerprint, Clock clock) throws IOException {
    Optional<Path> aside = Optional.empty();
    Path mark = root.resolve(MARK);
    if (Files.exists(mark) && !Files.readString(mark, UTF_8).equals(fingerprint.text())) {
      Path target =
          root.resolveSibling(root.getFileName() + ".old-" + STAMP.format(clock.instant()));
      aside = Optional.of(Files.move(root, target));
    }
    Files.createDirectories(root);
    PrivateFile.write(mark, fingerprint.text());
    FileTree.delete(scratch());
    for (String part : new String[] {"config", "data", "log", "scratch"}) {
      Files.createDirectories(root.resolve(part));
    }
    return aside;
  }

  /** Kafka's cluster id: made once for a folder, the same for all its brokers. */
  public String kafkaClusterId() throws IOException {
    Path file = root.resolve("kafka-cluster-id");
    if (!Files.exists(file)) {
      PrivateFile.write(file, randomId());
    }
    return Files.readString(file, UTF_8).strip();
  }

  public Path config(Service service, String file) {
    return root.resolve("config").resolve(service.name() + "-" + file);
  }

  public Path data(Service service) {
    return root.resolve("data").resolve(service.name());
  }

  public Path log(Service service) {
    return logs().resolve(service.name() + ".log");
  }

  public Path logs() {
    return root.resolve("log");
  }

  /** Temporary files of one service; emptied at each start and after shutdown. */
  public Path scratch(Service service) throws IOException {
    return Files.createDirectories(scratch().resolve(service.name()));
  }

  public Path scratch() {
    return root.resolve("scratch");
  }

  public Path processes() {
    return root.resolve("processes.json");
  }

  /** 22 characters that do not start with a dash, which Kafka would take for an option. */
  private static String randomId() {
    UUID uuid = UUID.randomUUID();
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits() & Long.MAX_VALUE)
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
