package io.trainyard.node.http;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes in a JSON body: bounded in size and time, of no other media type. Event loop only. */
final class RequestBody {
  private final Limits limits;

  RequestBody(Limits limits) {
    this.limits = limits;
  }

  /** The body's bytes, none for a request without; must be called before the request is left. */
  Future<byte[]> read(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!hasBody(request)) {
      return Future.succeededFuture(new byte[0]);
    }
    if (!isJson(request.getHeader("Content-Type"))) {
      return Future.failedFuture(
          new TrainyardException(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "Send the body with Content-Type: application/json."));
    }
    if (Exchange.contentLength(request) > limits.jsonBytes()) {
      return Future.failedFuture(tooLarge());
    }
    Exchange.letBodyCome(request);
    return collect(context, request);
  }

  private Future<byte[]> collect(RoutingContext context, HttpServerRequest request) {
    Promise<byte[]> promise = Promise.promise();
    Buffer collected = Buffer.buffer();
    long timer = context.vertx().setTimer(limits.body().toMillis(), id -> promise.tryFail(late()));
    request.handler(
        part -> {
          if (collected.length() + part.length() > limits.jsonBytes()) {
            promise.tryFail(tooLarge());
          } else {
            collected.appendBuffer(part);
          }
        });
    request.endHandler(end -> promise.tryComplete(collected.getBytes()));
    request.exceptionHandler(promise::tryFail);
    return promise.future().onComplete(done -> context.vertx().cancelTimer(timer));
  }

  /** Whether a body follows; an empty one is none, whatever its declared type. */
  private static boolean hasBody(HttpServerRequest request) {
    return Exchange.contentLength(request) > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
    boolean utf8 = parts.length == 1 || parts[1].replaceAll("[\\s\"]", "").equals("charset=utf-8");
    return parts[0].strip().equals("application/json") && utf8;
  }

  private TrainyardException tooLarge() {
    return new TrainyardException(
        ErrorCode.BODY_TOO_LARGE, "A JSON body has at most " + limits.jsonBytes() + " bytes.");
  }

  private TrainyardException late() {
    return new TrainyardException(
        ErrorCode.INVALID_REQUEST,
        "The body did not arrive within " + limits.body().toSeconds() + " s.");
  }
}
