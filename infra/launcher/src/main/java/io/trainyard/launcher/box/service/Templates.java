package io.trainyard.launcher.box.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The configuration files' texts, kept as resources beside this class. */
final class Templates {
  private Templates() {}

  static String read(String name) throws IOException {
    try (InputStream in = Templates.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("template " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
