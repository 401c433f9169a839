package io.trainyard.node.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds a value against the part of JSON Schema that the document uses. */
final class SchemaFit {
  private SchemaFit() {}

  static List<String> faults(JsonNode document, JsonNode schema, JsonNode value, String at) {
    if (schema.has("$ref")) {
      return faults(document, document.at(schema.get("$ref").asText().substring(1)), value, at);
    }
    List<String> faults = new ArrayList<>();
    if (schema.has("oneOf")) {
      long fits = 0;
      for (JsonNode option : schema.get("oneOf")) {
        fits += faults(document, option, value, at).isEmpty() ? 1 : 0;
      }
      if (fits != 1) {
        faults.add(at + " fits " + fits + " alternatives");
      }
      return faults;
    }
    if (!isOfType(schema.path("type").asText(), value)) {
      faults.add(at + " is no " + schema.get("type"));
      return faults;
    }
    if (schema.has("const") && !schema.get("const").equals(value)) {
      faults.add(at + " is not " + schema.get("const"));
    }
    if (schema.has("enum") && !contains(schema.get("enum"), value)) {
      faults.add(at + " is none of " + schema.get("enum"));
    }
    schema
        .path("required")
        .forEach(
            name -> {
              if (!value.has(name.asText())) {
                faults.add(at + " lacks " + name);
              }
            });
    value
        .properties()
        .forEach(
            field -> {
              JsonNode property = schema.path("properties").path(field.getKey());
              if (property.isMissingNode()) {
                faults.add(at + " has " + field.getKey());
              } else {
                faults.addAll(
                    faults(document, property, field.getValue(), at + "." + field.getKey()));
              }
            });
    if (value.isArray()) {
      value.forEach(item -> faults.addAll(faults(document, schema.get("items"), item, at + "[]")));
    }
    return faults;
  }

  private static boolean contains(JsonNode words, JsonNode value) {
    for (JsonNode word : words) {
      if (word.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfType(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException("no type: " + type);
    };
  }
}
