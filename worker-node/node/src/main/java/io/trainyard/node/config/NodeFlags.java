package io.trainyard.node.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A node's command line. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "One node of Trainyard, master or worker.")
public final class NodeFlags {
  @Option(names = "--role", paramLabel = "master|worker", description = "what the node does")
  private @Nullable String role;

  @Option(names = "--config", paramLabel = "FILE", description = "a properties file of settings")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "one setting, such as trainyard.http.port=5000; may be repeated")
  private Map<String, String> set = new LinkedHashMap<>();

  private NodeFlags() {}

  /**
   * Reads the command line.
   *
   * @throws ConfigException with one sentence about the flag at fault
   */
  public static NodeFlags parse(String... arguments) {
    NodeFlags flags = new NodeFlags();
    try {
      new CommandLine(flags).parseArgs(arguments);
      return flags;
    } catch (CommandLine.ParameterException e) {
      throw new ConfigException(e.getMessage() + ".", e);
    }
  }

  /** A file of settings, if one was named. */
  public Optional<Path> file() {
    return Optional.ofNullable(config);
  }

  /** Settings by full name; {@code --role} is one of them. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(set);
    if (role != null) {
      settings.put(NodeConfig.PREFIX + ".role", role.toLowerCase(Locale.ROOT));
    }
    return settings;
  }
}
