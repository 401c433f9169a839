package io.trainyard.node.http;

import io.vertx.core.http.HttpServerRequest;

/** What HTTP/1.1 wants done around bodies. Event loop only. */
public final class Exchange {
  private static final long LINGER_MILLIS = 3_000;
  private static final String CONTINUE = "100-continue";

  private Exchange() {}

  /**
   * The declared length of the body; -1 when none is declared, the largest when it is no number.
   */
  public static long contentLength(HttpServerRequest request) {
    String declared = request.getHeader("Content-Length");
    if (declared == null) {
      return -1;
    }
    return declared.matches("\\d{1,18}") ? Long.parseLong(declared) : Long.MAX_VALUE;
  }

  /** Tells a client that asked first to send its body. */
  public static void letBodyCome(HttpServerRequest request) {
    if (waitsForContinue(request)) {
      request.response().writeContinue();
    }
  }

  /**
   * Before a refusal is sent while the body is still on its way: reads it past for a moment, since
   * closing at once would take the answer from a client that is still sending.
   */
  static void discardBody(HttpServerRequest request, io.vertx.core.Vertx vertx) {
    if (request.isEnded()) {
      return;
    }
    if (waitsForContinue(request)) {
      request.response().putHeader("Connection", "close");
    }
    long timer = vertx.setTimer(LINGER_MILLIS, id -> Hangup.on(request.connection()));
    request.exceptionHandler(gone -> vertx.cancelTimer(timer));
    request.endHandler(end -> vertx.cancelTimer(timer));
    request.handler(part -> {});
    request.resume();
  }

  private static boolean waitsForContinue(HttpServerRequest request) {
    return CONTINUE.equalsIgnoreCase(request.getHeader("Expect"));
  }
}
