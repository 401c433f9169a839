package io.trainyard.node.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Reads a node's settings: defaults, under a file, under the environment, under flags. Whatever is
 * unknown or cannot be read stops the start.
 */
public final class ConfigLoader {
  private static final int FILE_RANK = 100;
  private static final int ENVIRONMENT_RANK = 200;
  private static final int FLAG_RANK = 300;

  private final SettingNames names = new SettingNames();

  /**
   * Reads the settings.
   *
   * @param flags of the command line, {@code --help} among them not
   * @param environment of the process; only {@code TRAINYARD_*} is looked at
   * @throws ConfigException with one sentence that names the setting at fault
   */
  public NodeConfig load(NodeFlags flags, Map<String, String> environment) {
    Map<String, String> fromFile = new TreeMap<>();
    flags.file().ifPresent(file -> fromFile.putAll(readFile(file)));
    Map<String, String> fromEnvironment = fromEnvironment(environment);
    Map<String, String> fromFlags = new TreeMap<>(flags.settings());
    flags.file().ifPresent(file -> checkKnown(fromFile, "the file " + file));
    checkKnown(fromFlags, "--set");

    Map<String, String> merged = new HashMap<>(fromFile);
    merged.putAll(fromEnvironment);
    merged.putAll(fromFlags);
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withMapping(NodeConfig.class)
            .withConverter(Role.class, FILE_RANK, Words.of(Role.class))
            .withConverter(Auth.class, FILE_RANK, Words.of(Auth.class))
            .withConverter(Exposure.class, FILE_RANK, Words.of(Exposure.class))
            .withDefaultValues(Defaults.of(merged))
            .withSources(
                new PropertiesConfigSource(fromFile, "file", FILE_RANK),
                new PropertiesConfigSource(fromEnvironment, "environment", ENVIRONMENT_RANK),
                new PropertiesConfigSource(fromFlags, "flags", FLAG_RANK));
    NodeConfig config = map(builder, merged);
    StartRules.check(config);
    return config;
  }

  private static NodeConfig map(SmallRyeConfigBuilder builder, Map<String, String> merged) {
    try {
      SmallRyeConfig config = builder.build();
      return config.getConfigMapping(NodeConfig.class);
    } catch (ConfigValidationException e) {
      throw new ConfigException(BadValue.sentence(e, merged), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("A setting cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private Map<String, String> fromEnvironment(Map<String, String> environment) {
    Map<String, String> found = new TreeMap<>();
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(SettingNames.env(NodeConfig.PREFIX) + "_")) {
            String name = names.byEnvironment().get(variable);
            if (name == null) {
              throw new ConfigException(
                  "The environment variable " + variable + " is no setting of a node.");
            }
            // Compose files pass variables on that may be empty: not set, then.
            if (!value.isBlank()) {
              found.put(name, value);
            }
          }
        });
    return found;
  }

  private void checkKnown(Map<String, String> settings, String where) {
    for (String name : settings.keySet()) {
      if (!names.contains(name)) {
        throw new ConfigException(
            name
                + " (in "
                + where
                + ") is no setting of a node; the nearest is "
                + names.nearest(name)
                + ".");
      }
    }
  }

  private static Map<String, String> readFile(Path file) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      read.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException("The file " + file + " (--config) cannot be read: " + e + ".", e);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    read.stringPropertyNames().forEach(name -> settings.put(name, read.getProperty(name)));
    return settings;
  }
}
