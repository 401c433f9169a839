package io.trainyard.node.http.guard;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.List;

/** Asks for the token; a caller without it is told the whole curl line that would have worked. */
final class TokenCheck {
  private static final String SAFE_PATH = "/[A-Za-z0-9/_.-]*";

  private final AccessToken token;
  private final String headerFile;

  /**
   * Asks for this token.
   *
   * @param headerFile holds the header for curl
   * @param userHome of the person who runs the node; the hint names it {@code $HOME}
   */
  TokenCheck(AccessToken token, Path headerFile, Path userHome) {
    this.token = token;
    this.headerFile =
        headerFile.startsWith(userHome)
            ? "$HOME/" + userHome.relativize(headerFile)
            : headerFile.toString();
  }

  void check(HttpServerRequest request) {
    List<String> given = request.headers().getAll("Authorization");
    if (given.size() != 1 || !token.isCarriedBy(given.get(0))) {
      request.response().putHeader("WWW-Authenticate", "Bearer realm=\"trainyard\"");
      throw new TrainyardException(ErrorCode.UNAUTHORIZED, "Call it as: " + curl(request));
    }
  }

  /** Nothing a caller made up may stand in a line that people paste into a shell. */
  private String curl(HttpServerRequest request) {
    String path = request.path().matches(SAFE_PATH) ? request.path() : "/api/v1/cluster";
    String method = request.method().name();
    String verb = method.matches("POST|DELETE|PATCH") ? "-X " + method + " " : "";
    return "curl " + verb + "-H @\"" + headerFile + "\" http://" + request.getHeader("Host") + path;
  }
}
