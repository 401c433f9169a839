package io.trainyard.node.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Defaults that follow from other settings; the plain ones stand in {@link NodeConfig}. */
final class Defaults {
  private Defaults() {}

  static Map<String, String> of(Map<String, String> given) {
    boolean worker =
        "worker".equals(given.getOrDefault("trainyard.role", "").strip().toLowerCase(Locale.ROOT));
    String nodeId = worker ? "worker-1" : "master";
    Path home =
        Path.of(
            given.getOrDefault(
                "trainyard.home",
                Path.of(System.getProperty("user.home"), ".trainyard").toString()));
    return Map.of(
        "trainyard.http.port", worker ? "8000" : "5000",
        "trainyard.node-id", nodeId,
        "trainyard.home", home.toString(),
        "trainyard.token-file", home.resolve("token").toString(),
        "trainyard.data-dir",
            home.resolve("node")
                .resolve(given.getOrDefault("trainyard.node-id", nodeId))
                .toString());
  }
}
