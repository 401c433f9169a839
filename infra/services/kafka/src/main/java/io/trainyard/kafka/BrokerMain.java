package io.trainyard.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * {@code BrokerMain <cluster id> <server.properties>}: formats the broker's log folder if that was
 * never done and runs the broker, both in one JVM because a second one would cost two seconds.
 */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: BrokerMain <cluster id> <server.properties>");
      System.exit(2);
    }
    if (!isFormatted(Path.of(args[1]))) {
      format(args[0], args[1]);
    }
    Kafka.main(new String[] {args[1]});
  }

  private static boolean isFormatted(Path properties) throws IOException {
    Properties server = new Properties();
    try (Reader reader = Files.newBufferedReader(properties, StandardCharsets.UTF_8)) {
      server.load(reader);
    }
    return Files.exists(Path.of(server.getProperty("log.dirs"), "meta.properties"));
  }

  private static void format(String clusterId, String properties) {
    int code =
        StorageTool.execute(
            new String[] {"format", "-t", clusterId, "-c", properties, "--ignore-formatted"},
            System.out);
    if (code != 0) {
      System.err.println("Formatting the broker's log folder failed with code " + code);
      System.exit(code);
    }
  }
}
