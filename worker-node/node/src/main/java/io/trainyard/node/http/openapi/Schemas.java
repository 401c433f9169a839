package io.trainyard.node.http.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of the contract's records, read off their components: what is nullable is optional,
 * sealed interfaces are told apart by their type field. A type that is not known here fails.
 */
final class Schemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PREFIX = "#/components/schemas/";

  private final Map<String, ObjectNode> components = new TreeMap<>();

  /** Every schema that was referred to, by name. */
  Map<String, ObjectNode> components() {
    return components;
  }

  /** A reference to the schema of a record, enum or sealed interface. */
  ObjectNode ref(Class<?> type) {
    String name = nameOf(type);
    if (!components.containsKey(name)) {
      // Before its parts, so that a type may hold its own kind.
      components.put(name, NODES.objectNode());
      components.get(name).setAll(define(type));
    }
    return NODES.objectNode().put("$ref", PREFIX + name);
  }

  private ObjectNode define(Class<?> type) {
    if (type.isEnum()) {
      ObjectNode schema = NODES.objectNode().put("type", "string");
      ArrayNode words = schema.putArray("enum");
      for (Object constant : type.getEnumConstants()) {
        words.add(((Enum<?>) constant).name());
      }
      return schema;
    }
    if (type.isAnnotationPresent(JsonSubTypes.class)) {
      return alternatives(type);
    }
    if (type.isRecord()) {
      return object(type);
    }
    throw new IllegalArgumentException("no schema for " + type);
  }

  private ObjectNode object(Class<?> type) {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    ArrayNode required = NODES.arrayNode();
    ObjectNode properties = NODES.objectNode();
    boolean nullsLeftOut = type.isAnnotationPresent(JsonInclude.class);
    for (RecordComponent component : type.getRecordComponents()) {
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      ObjectNode property = of(component.getAnnotatedType());
      properties.set(component.getName(), nullable && !nullsLeftOut ? orNull(property) : property);
      if (!nullable) {
        required.add(component.getName());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.set("properties", properties);
    return schema;
  }

  private ObjectNode alternatives(Class<?> type) {
    JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
    ObjectNode schema = NODES.objectNode();
    ArrayNode oneOf = schema.putArray("oneOf");
    ObjectNode discriminator = schema.putObject("discriminator");
    discriminator.put("propertyName", info.property());
    ObjectNode mapping = discriminator.putObject("mapping");
    for (JsonSubTypes.Type alternative : type.getAnnotation(JsonSubTypes.class).value()) {
      ObjectNode ref = ref(alternative.value());
      oneOf.add(ref);
      mapping.put(alternative.name(), ref.get("$ref").textValue());
      ObjectNode named = Objects.requireNonNull(components.get(nameOf(alternative.value())));
      ((ObjectNode) named.get("properties"))
          .putObject(info.property())
          .put("type", "string")
          .put("const", alternative.name());
      ((ArrayNode) named.get("required")).insert(0, info.property());
    }
    return schema;
  }

  private ObjectNode of(AnnotatedType annotated) {
    if (annotated instanceof AnnotatedParameterizedType list) {
      ObjectNode schema = NODES.objectNode().put("type", "array");
      schema.set("items", of(list.getAnnotatedActualTypeArguments()[0]));
      return schema;
    }
    Type type = annotated.getType();
    if (type == String.class) {
      return simple("string", null);
    }
    if (type == Instant.class) {
      return simple("string", "date-time");
    }
    if (type == int.class || type == Integer.class) {
      return simple("integer", "int32");
    }
    if (type == long.class || type == Long.class) {
      return simple("integer", "int64");
    }
    if (type == double.class || type == Double.class) {
      return simple("number", "double");
    }
    if (type == boolean.class || type == Boolean.class) {
      return simple("boolean", null);
    }
    return ref((Class<?>) type);
  }

  private static ObjectNode simple(String type, @Nullable String format) {
    ObjectNode schema = NODES.objectNode().put("type", type);
    return format == null ? schema : schema.put("format", format);
  }

  private static ObjectNode orNull(ObjectNode schema) {
    ObjectNode either = NODES.objectNode();
    either.putArray("oneOf").add(schema).add(NODES.objectNode().put("type", "null"));
    return either;
  }

  private static String nameOf(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null ? type.getSimpleName() : outer.getSimpleName() + type.getSimpleName();
  }
}
