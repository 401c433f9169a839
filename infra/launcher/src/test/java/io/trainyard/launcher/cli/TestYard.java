package io.trainyard.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.trainyard.client.ClientConfig;
import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program's commands, run in this JVM against a real HTTP server whose routes a test writes.
 */
public final class TestYard implements ClusterAccess, AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-23T21:00:00Z");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "trainyard")
  private static final class Root {}

  public TestYard() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public TestYard on(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return this;
  }

  /** Answers with JSON. */
  public TestYard on(String path, Object body) {
    return on(path, exchange -> json(exchange, 200, body));
  }

  public TestYard refusing(String path, ErrorCode code, String detail) {
    byte[] body = Json.bytes(Problem.of(code, detail));
    return on(path, exchange -> answer(exchange, code.status(), Problem.MEDIA_TYPE, body));
  }

  /** Runs the program and gives back its exit code. */
  public int run(String... words) {
    Console console =
        new Console(
            Map.of(),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new BufferedReader(new StringReader("")),
            false);
    CommandContext context =
        new CommandContext(Screen.of(console), this, Clock.fixed(NOW, ZoneOffset.UTC));
    CommandLine program = ClientCommands.addTo(new CommandLine(new Root()), context);
    Failures failures = new Failures(console);
    return program
        .setOut(console.writer())
        .setErr(console.errorWriter())
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(words);
  }

  public String out() {
    return out.toString();
  }

  public List<String> lines() {
    return out().lines().toList();
  }

  public String err() {
    return err.toString();
  }

  @Override
  public TrainyardClient ensureUp(Console progress) {
    progress.print("Starting the default box ...");
    return client();
  }

  @Override
  public TrainyardClient client() {
    return new TrainyardClient(
        ClientConfig.of(List.of(address()), "secret"),
        delay -> CompletableFuture.completedFuture(null));
  }

  @Override
  public OptionalLong memoryBytes() {
    return OptionalLong.of(2_900_000_000L);
  }

  @Override
  public String token() {
    return "secret";
  }

  @Override
  public Path headerFile() {
    return Path.of("home", "auth-header");
  }

  public static void json(HttpExchange exchange, int status, Object body) throws IOException {
    answer(exchange, status, "application/json", Json.bytes(body));
  }

  public static void events(HttpExchange exchange, String text) throws IOException {
    answer(exchange, 200, "text/event-stream", text.getBytes(UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
