package io.trainyard.node.config;

import io.smallrye.config.ConfigValidationException;
import java.util.Map;

/** Words a refused setting: its full name, what it was, what it should be. */
final class BadValue {
  private BadValue() {}

  static String sentence(ConfigValidationException refused, Map<String, String> given) {
    String problem = refused.getProblem(0).getMessage();
    for (Map.Entry<String, String> setting : given.entrySet()) {
      if (problem.contains(setting.getKey())) {
        return setting.getKey()
            + " cannot be \""
            + EffectiveConfig.masked(setting.getValue())
            + "\": "
            + reason(problem)
            + ".";
      }
    }
    return "The settings are not complete: " + reason(problem) + ".";
  }

  /** Without the mapping library's own words. */
  private static String reason(String problem) {
    return problem
        .replaceFirst("(?s)^.*whilst being converted ", "")
        .replaceFirst("(?s)^.*SRCFG\\d+: ", "");
  }
}
