package io.trainyard.node.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds a multipart/form-data body. */
final class Multipart {
  static final String TYPE = "multipart/form-data; boundary=limit";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Multipart field(String name, String value) {
    text("--limit\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value);
    text("\r\n");
    return this;
  }

  Multipart file(String name, byte[] bytes) {
    text(
        "--limit\r\nContent-Disposition: form-data; name=\""
            + name
            + "\"; filename=\"../../"
            + name
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    body.writeBytes(bytes);
    text("\r\n");
    return this;
  }

  byte[] end() {
    text("--limit--\r\n");
    return body.toByteArray();
  }

  private void text(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
