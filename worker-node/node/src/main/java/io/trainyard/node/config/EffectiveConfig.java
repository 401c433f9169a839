package io.trainyard.node.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings as they came to be, for one line of the log; secrets are masked. */
public final class EffectiveConfig {
  private EffectiveConfig() {}

  /** Each setting's full name and value. */
  public static Map<String, String> of(NodeConfig config) {
    Map<String, String> values = new TreeMap<>();
    collect(NodeConfig.PREFIX, NodeConfig.class, config, values);
    return values;
  }

  /** A password within a URI becomes stars. */
  static String masked(String value) {
    return value.replaceAll("(?<=://)[^/@\\s]*@", "***@");
  }

  private static void collect(
      String prefix, Class<?> group, Object from, Map<String, String> values) {
    for (Method method : group.getDeclaredMethods()) {
      if (method.isSynthetic()) {
        continue;
      }
      String name = prefix + "." + SettingNames.kebab(method.getName());
      Object value = read(method, from);
      if (SettingNames.isGroup(method)) {
        collect(name, method.getReturnType(), value, values);
      } else {
        values.put(name, masked(text(value)));
      }
    }
  }

  private static Object read(Method method, Object from) {
    try {
      return method.invoke(from);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a setting cannot be read: " + method, e);
    }
  }

  private static String text(Object value) {
    Object inner = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    return inner == null ? "(not set)" : inner.toString();
  }
}
