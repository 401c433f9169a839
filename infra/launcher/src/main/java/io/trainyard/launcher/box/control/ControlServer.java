package io.trainyard.launcher.box.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.home.AccessToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The supervisor's endpoint on loopback: {@code GET /status} and {@code POST /down}, both with the
 * bearer token. One thread answers, and nothing it does blocks.
 */
final class ControlServer implements AutoCloseable {
  private final HttpServer server;
  private final AccessToken token;
  private final Supplier<BoxStatus> status;
  private final Runnable down;

  /**
   * @param down starts the shutdown and returns at once
   */
  ControlServer(AccessToken token, Supplier<BoxStatus> status, Runnable down) throws IOException {
    this.token = token;
    this.status = status;
    this.down = down;
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    this.server = HttpServer.create(new InetSocketAddress(loopback, 0), 16);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isFromHere(exchange)) {
        send(exchange, 403, Map.of("detail", "this endpoint answers local programs only"));
      } else if (!isAllowed(exchange)) {
        send(exchange, 401, Map.of("detail", "the bearer token is missing or wrong"));
      } else {
        route(exchange);
      }
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "GET /status" -> send(exchange, 200, status.get());
      case "POST /down" -> {
        down.run();
        send(exchange, 202, status.get());
      }
      default -> send(exchange, 404, Map.of("detail", "no such route"));
    }
  }

  /** A web page can make a browser send requests here, but not without one of these. */
  private boolean isFromHere(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return ("127.0.0.1:" + port()).equals(host)
        && !exchange.getRequestHeaders().containsKey("Origin");
  }

  private boolean isAllowed(HttpExchange exchange) {
    @Nullable String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && token.isBearer(header);
  }

  private static void send(HttpExchange exchange, int code, Object body) throws IOException {
    byte[] json = Json.bytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, json.length);
    exchange.getResponseBody().write(json);
  }
}
