package io.trainyard.node.config;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The settings that there are, read off {@link NodeConfig}. */
final class SettingNames {
  private final Map<String, String> byEnvironment = new TreeMap<>();

  SettingNames() {
    walk(NodeConfig.PREFIX, NodeConfig.class, (name, method) -> byEnvironment.put(env(name), name));
  }

  boolean contains(String name) {
    return byEnvironment.containsValue(name);
  }

  /** From environment variable to setting. */
  Map<String, String> byEnvironment() {
    return byEnvironment;
  }

  /** The setting whose name is most like this one. */
  String nearest(String name) {
    return byEnvironment.values().stream()
        .min(Comparator.comparingInt(known -> distance(known, name)))
        .orElseThrow();
  }

  static String env(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** Visits each leaf with its full name; groups are interfaces inside {@link NodeConfig}. */
  static void walk(String prefix, Class<?> group, BiConsumer<String, Method> visitor) {
    for (Method method : group.getDeclaredMethods()) {
      if (Modifier.isStatic(method.getModifiers()) || method.isSynthetic()) {
        continue;
      }
      String name = prefix + "." + kebab(method.getName());
      if (isGroup(method)) {
        walk(name, method.getReturnType(), visitor);
      } else {
        visitor.accept(name, method);
      }
    }
  }

  static boolean isGroup(Method method) {
    return method.getReturnType().getEnclosingClass() == NodeConfig.class;
  }

  static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** Edits that make one word of the other (Levenshtein). */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substitute = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
