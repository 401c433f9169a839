package io.trainyard.contract.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An error as REST tells it (RFC 9457, application/problem+json).
 *
 * @param type a URI reference for the kind of problem, {@code urn:trainyard:problem:<code>}
 * @param detail what happened this time and what can be done, one or two sentences
 * @param field the request's field at fault, if one is
 * @param runId the run it concerns, if one does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    ErrorCode code,
    String detail,
    @Nullable String field,
    @Nullable String runId) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(detail, "detail");
  }

  public static Problem of(ErrorCode code, String detail) {
    return of(code, detail, null, null);
  }

  public static Problem of(
      ErrorCode code, String detail, @Nullable String field, @Nullable String runId) {
    return new Problem(
        "urn:trainyard:problem:" + code.name().toLowerCase(java.util.Locale.ROOT),
        code.title(),
        code.status(),
        code,
        detail,
        field,
        runId);
  }
}
