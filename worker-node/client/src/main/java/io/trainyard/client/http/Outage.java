package io.trainyard.client.http;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words a call that got no answer. */
final class Outage {
  private Outage() {}

  /** No node took it. */
  static TrainyardException unreachable(Call call, List<URI> nodes, @Nullable IOException failure) {
    String where = nodes.stream().map(URI::toString).collect(Collectors.joining(" or "));
    String detail =
        failure == null || failure instanceof ConnectException
            ? "No master answers at " + where + "; start one with `trainyard up`."
            : "The master at " + where + " did not answer " + call + ": " + why(failure) + ".";
    return new TrainyardException(ErrorCode.MASTER_UNAVAILABLE, detail, failure);
  }

  /** It went out and may or may not have been done. */
  static TrainyardException unanswered(Call call, URI node, IOException failure) {
    return new TrainyardException(
        ErrorCode.OUTCOME_UNKNOWN,
        node
            + " took "
            + call
            + " and did not answer ("
            + why(failure)
            + "): it may be done or not.",
        failure);
  }

  private static String why(IOException failure) {
    if (failure instanceof HttpTimeoutException) {
      return "the time limit passed";
    }
    String message = failure.getMessage();
    return message == null || message.isBlank() ? "the connection broke" : message;
  }
}
