package io.trainyard.node.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Writes a JSON tree as block YAML: every text in quotes, in which JSON and YAML agree. */
final class Yaml {
  private static final String PLAIN_KEY = "[A-Za-z$_][A-Za-z0-9$_-]*";

  private Yaml() {}

  static String write(JsonNode tree) {
    StringBuilder out = new StringBuilder();
    block(tree, 0, out);
    return out.toString();
  }

  private static void block(JsonNode node, int indent, StringBuilder out) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        out.append(" ".repeat(indent)).append(key(field.getKey())).append(':');
        value(field.getValue(), indent, out);
      }
    } else {
      for (JsonNode item : node) {
        out.append(" ".repeat(indent)).append('-');
        value(item, indent, out);
      }
    }
  }

  private static void value(JsonNode node, int indent, StringBuilder out) {
    if (node.isContainerNode() && !node.isEmpty()) {
      out.append('\n');
      block(node, indent + 2, out);
    } else {
      out.append(' ').append(node).append('\n');
    }
  }

  private static String key(String name) {
    // Unquoted, a YAML reader may take some words for truth values.
    return name.matches(PLAIN_KEY) && !name.matches("(?i)y|n|yes|no|on|off|true|false|null")
        ? name
        : '"' + name + '"';
  }
}
