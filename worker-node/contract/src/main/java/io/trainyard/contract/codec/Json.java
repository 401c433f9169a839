package io.trainyard.contract.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * The one JSON codec. Safe for use by any thread. What it writes is safe to be shown in a terminal
 * as it is. Instants are ISO 8601; unknown fields are refused by {@link #readStrict}, which
 * requests use, and ignored by {@link #read}, which readers of newer peers use.
 */
public final class Json {
  private static final int DEEPEST = 32;

  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final JsonMapper STRICT =
      LENIENT
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    StreamReadConstraints limits = StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build();
    LENIENT.getFactory().setStreamReadConstraints(limits);
    STRICT.getFactory().setStreamReadConstraints(limits);
    LENIENT.getFactory().setCharacterEscapes(new TerminalEscapes());
  }

  private Json() {}

  public static byte[] bytes(Object value) {
    try {
      return LENIENT.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  public static String text(Object value) {
    return new String(bytes(value), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** JSON laid out for people. */
  public static String pretty(Object value) {
    try {
      return LENIENT.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** Reads what a peer wrote; fields it has beyond ours are passed over. */
  public static <T> T read(byte[] json, Class<T> type) throws IOException {
    return LENIENT.readValue(json, type);
  }

  /** Reads a request; a field that is not ours, a wrong type or anything after it is an error. */
  public static <T> T readStrict(byte[] json, Class<T> type) throws IOException {
    return STRICT.readValue(json, type);
  }

  public static JsonNode tree(byte[] json) throws IOException {
    return LENIENT.readTree(json);
  }
}
