package io.trainyard.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on a free loopback port, whose routes a test writes. */
public final class TestNode implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  public TestNode() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.start();
  }

  public TestNode on(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return this;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public TrainyardClient client() {
    return client(address());
  }

  public static TrainyardClient client(URI... addresses) {
    ClientConfig config =
        new ClientConfig(
            List.of(addresses), "secret", Duration.ofSeconds(10), Duration.ofSeconds(30));
    return new TrainyardClient(config, delay -> CompletableFuture.completedFuture(null));
  }

  /** An address where nothing listens. */
  public static URI nowhere() {
    try (TestNode gone = new TestNode()) {
      return gone.address();
    }
  }

  public static void json(HttpExchange exchange, int status, Object body) throws IOException {
    answer(exchange, status, "application/json", Json.bytes(body));
  }

  public static void problem(HttpExchange exchange, ErrorCode code, String detail)
      throws IOException {
    answer(exchange, code.status(), Problem.MEDIA_TYPE, Json.bytes(Problem.of(code, detail)));
  }

  public static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
