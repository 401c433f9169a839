package io.trainyard.client.http;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A multipart/form-data body. Files are read while they are sent: none is ever held in memory
 * whole. Not thread-safe; the publisher it makes is.
 */
public final class Multipart {
  private final String boundary = "trainyard-" + UUID.randomUUID();
  private final List<BodyPublisher> parts = new ArrayList<>();

  public String mediaType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  public Multipart text(String name, String value) {
    parts.add(utf8(head(name, "") + "\r\n" + value + "\r\n"));
    return this;
  }

  public Multipart file(String name, Path file) throws FileNotFoundException {
    String fileName = quoted(String.valueOf(file.getFileName()));
    String type = "Content-Type: application/octet-stream\r\n";
    parts.add(utf8(head(name, "; filename=\"" + fileName + "\"") + type + "\r\n"));
    parts.add(BodyPublishers.ofFile(file));
    parts.add(utf8("\r\n"));
    return this;
  }

  public BodyPublisher publisher() {
    List<BodyPublisher> all = new ArrayList<>(parts);
    all.add(utf8("--" + boundary + "--\r\n"));
    return BodyPublishers.concat(all.toArray(BodyPublisher[]::new));
  }

  private String head(String name, String more) {
    return "--"
        + boundary
        + "\r\nContent-Disposition: form-data; name=\""
        + quoted(name)
        + "\""
        + more
        + "\r\n";
  }

  /** As browsers do it: what would end the header's value or line is percent-encoded. */
  private static String quoted(String value) {
    return value.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static BodyPublisher utf8(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }
}
