package io.trainyard.client.http;

import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Turns an answer that says no into the exception that carries its problem. */
public final class Refusal {
  private Refusal() {}

  static boolean isProblem(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.startsWith(Problem.MEDIA_TYPE))
        .isPresent();
  }

  /**
   * The problem an answer carries, or what is said of an answer that is not Trainyard's.
   *
   * @param body of the answer, whole
   */
  public static TrainyardException of(Call call, HttpResponse<?> answer, byte[] body) {
    if (isProblem(answer)) {
      try {
        return new TrainyardException(Json.read(body, Problem.class), null);
      } catch (IOException e) {
        return foreign(call, answer, e);
      }
    }
    return foreign(call, answer, null);
  }

  private static TrainyardException foreign(
      Call call, HttpResponse<?> answer, @org.jspecify.annotations.Nullable IOException cause) {
    return new TrainyardException(
        ErrorCode.INTERNAL,
        answer.uri().resolve("/")
            + " answered "
            + call
            + " with status "
            + answer.statusCode()
            + ", not as Trainyard does; is another program listening there?",
        cause);
  }
}
