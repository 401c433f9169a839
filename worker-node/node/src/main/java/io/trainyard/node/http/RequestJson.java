package io.trainyard.node.http;

import static io.trainyard.contract.error.ErrorCode.INVALID_REQUEST;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a request's JSON strictly and says what is wrong with it without quoting the parser. */
final class RequestJson {
  private RequestJson() {}

  static <T> T read(byte[] json, Class<T> type) {
    T value;
    try {
      value = Json.readStrict(json, type);
    } catch (IOException e) {
      throw refusal(e, type);
    }
    if (value == null) {
      throw refused("The body must be a JSON object.", null, null);
    }
    return value;
  }

  private static TrainyardException refusal(IOException e, Class<?> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TrainyardException ours) {
        return ours;
      }
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      String name = Words.printable(unknown.getPropertyName());
      return refused("There is no field \"" + name + "\"; " + fieldsOf(type) + ".", name, e);
    }
    if (hasCause(e, StreamConstraintsException.class)) {
      return refused("The JSON is nested too deep or holds too long a value.", null, e);
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field = path(mapping);
      return refused(field + " holds a value of a wrong type or out of range.", field, e);
    }
    return refused("The body is not one JSON object" + place(e) + ".", null, e);
  }

  private static String fieldsOf(Class<?> type) {
    String fields =
        Arrays.stream(type.getRecordComponents())
            .map(java.lang.reflect.RecordComponent::getName)
            .collect(Collectors.joining(", "));
    return "the fields are " + fields;
  }

  private static String path(JsonMappingException e) {
    return Words.printable(
        e.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(java.util.Objects::nonNull)
            .collect(Collectors.joining(".")));
  }

  private static String place(IOException e) {
    return e instanceof JsonProcessingException parsing && parsing.getLocation() != null
        ? ": look at line "
            + parsing.getLocation().getLineNr()
            + ", column "
            + parsing.getLocation().getColumnNr()
        : "";
  }

  private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static TrainyardException refused(
      String detail, @Nullable String field, @Nullable Throwable cause) {
    return new TrainyardException(Problem.of(INVALID_REQUEST, detail, field, null), cause);
  }
}
