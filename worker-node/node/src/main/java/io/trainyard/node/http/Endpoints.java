package io.trainyard.node.http;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.api.RouteBodies;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What answers each route of this node. Filled at the start by one thread. */
public final class Endpoints {
  private final Map<Route, Handler<RoutingContext>> handlers = new EnumMap<>(Route.class);
  private final RequestBody requestBody;

  Endpoints(Limits limits) {
    this.requestBody = new RequestBody(limits);
  }

  /** An answer that may block, given on a pool's thread. */
  @FunctionalInterface
  public interface Blocking {
    Answer answer(Call call) throws Exception;
  }

  /** A route that is answered from a pool. */
  public Endpoints on(Route route, WorkPool pool, Blocking endpoint) {
    return direct(route, context -> callBlocking(route, pool, endpoint, context));
  }

  /** A route that is answered on the event loop, in its own way. */
  public Endpoints direct(Route route, Handler<RoutingContext> handler) {
    if (handlers.put(route, handler) != null) {
      throw new IllegalStateException("two endpoints for " + route);
    }
    return this;
  }

  Optional<Handler<RoutingContext>> of(Route route) {
    return Optional.ofNullable(handlers.get(route));
  }

  private void callBlocking(Route route, WorkPool pool, Blocking endpoint, RoutingContext routing) {
    Context context = routing.vertx().getOrCreateContext();
    boolean pretty = routing.queryParams().contains(QueryCheck.PRETTY);
    Future<byte[]> body = requestBody.read(routing);
    body.map(bytes -> Call.of(route, routing, checked(route, bytes)))
        .compose(call -> pool.call(context, () -> Reply.of(endpoint.answer(call), pretty)))
        .onSuccess(reply -> reply.sendTo(routing.response()))
        .onFailure(routing::fail);
  }

  private static byte[] checked(Route route, byte[] body) {
    boolean empty = new String(body, StandardCharsets.UTF_8).isBlank();
    if (RouteBodies.request(route).isPresent() || empty) {
      return empty ? new byte[0] : body;
    }
    if (new String(body, StandardCharsets.UTF_8).replaceAll("\\s", "").equals("{}")) {
      return new byte[0];
    }
    throw new TrainyardException(ErrorCode.INVALID_REQUEST, "This route takes no body.");
  }

  /** An answer whose JSON is written already, off the event loop. */
  private record Reply(Answer answer, @Nullable Buffer json) {
    static Reply of(Answer answer, boolean pretty) {
      Object body = answer.body();
      if (body == null) {
        return new Reply(answer, null);
      }
      return new Reply(
          answer,
          pretty ? Buffer.buffer(Json.pretty(body) + "\n") : Buffer.buffer(Json.bytes(body)));
    }

    void sendTo(HttpServerResponse response) {
      if (response.closed()) {
        return;
      }
      response.setStatusCode(answer.status());
      answer.headers().forEach(response::putHeader);
      if (json == null) {
        response.end();
      } else {
        response.putHeader("Content-Type", "application/json").end(json);
      }
    }
  }
}
