package io.trainyard.node.http;

import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.ErrorType;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The one place where failures become answers, application/problem+json. Event loop only. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final List<Integer> ROUTER_STATUSES = List.of(400, 404, 405, 406, 413, 415, 500);

  private final Routing routing;

  Problems(Routing routing) {
    this.routing = routing;
  }

  /** Takes over every failure of the router. */
  void bindTo(Router router) {
    for (int status : ROUTER_STATUSES) {
      router.errorHandler(status, this::answer);
    }
  }

  /** Answers a failed call. */
  public void answer(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof HttpClosedException) {
      // The caller has gone: nobody to tell, nothing to mend.
      return;
    }
    Problem problem = failure == null ? ofStatus(context) : of(failure, context.statusCode());
    reply(context, problem);
  }

  private void reply(RoutingContext context, Problem problem) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    if (context.response().headWritten()) {
      // Too late to say it: a cut connection is the only honest end of half an answer.
      Hangup.on(context.request().connection());
      return;
    }
    Exchange.discardBody(context.request(), context.vertx());
    if (problem.code() == ErrorCode.TOO_MANY_STREAMS || problem.code() == ErrorCode.BUSY) {
      context.response().putHeader("Retry-After", "1");
    }
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(Buffer.buffer(Json.bytes(problem)));
  }

  private Problem ofStatus(RoutingContext context) {
    return switch (context.statusCode()) {
      case 404 ->
          Problem.of(
              ErrorCode.NOT_FOUND, "There is no such route here; /docs lists those there are.");
      case 405 -> methodNotAllowed(context);
      case 413 -> Problem.of(ErrorCode.BODY_TOO_LARGE, "The body is too large.");
      case 415 -> Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
      case 500 -> internal(new IllegalStateException("failed without a reason"));
      default -> Problem.of(ErrorCode.INVALID_REQUEST, "The request cannot be understood.");
    };
  }

  private Problem methodNotAllowed(RoutingContext context) {
    List<String> methods = routing.methodsOf(context.normalizedPath());
    context.response().putHeader("Allow", String.join(", ", methods));
    return Problem.of(
        ErrorCode.METHOD_NOT_ALLOWED, "This route takes " + String.join(" or ", methods) + ".");
  }

  /**
   * What a failure is to callers; one that is none of ours is logged, under an id they are told.
   */
  static Problem of(Throwable failure, int status) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof TrainyardException ours) {
      logOutage(ours);
      return ours.problem();
    }
    if (status == 400) {
      return Problem.of(ErrorCode.INVALID_REQUEST, "The request cannot be understood.");
    }
    return internal(cause);
  }

  private static Throwable unwrapped(Throwable failure) {
    @Nullable Throwable cause = failure.getCause();
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapper && cause != null ? cause : failure;
  }

  private static Problem internal(Throwable failure) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    LOG.atError().addKeyValue("errorId", id).setCause(failure).log("A call failed inside");
    return Problem.of(ErrorCode.INTERNAL, "The node's log tells more under errorId " + id + ".");
  }

  /** Without a trace: an outage or an overload comes in floods, and its code says enough. */
  private static void logOutage(TrainyardException failure) {
    Level level =
        switch (failure.code()) {
          case BUSY, TOO_MANY_STREAMS -> Level.DEBUG;
          default -> failure.code().type() == ErrorType.USER ? Level.DEBUG : Level.WARN;
        };
    LOG.atLevel(level)
        .addKeyValue("code", failure.code())
        .addKeyValue("cause", failure.getCause())
        .log(failure.getMessage());
  }
}
