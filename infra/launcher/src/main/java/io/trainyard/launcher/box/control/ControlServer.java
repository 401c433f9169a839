package io.trainyard.launcher.box.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.home.AccessToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The supervisor's endpoint on loopback: {@code GET /status} and {@code POST /down}, both with the
 * bearer token. {@code /status?after=R&wait=S} answers when another revision holds than R, or after
 * S seconds. One thread answers, and nothing it does blocks.
 */
final class ControlServer implements AutoCloseable {
  /** No revision, so that whoever has seen this one is answered at once. */
  static final long NOTHING_SEEN = -1;

  static final String REVISION_HEADER = "Trainyard-Revision";
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final Pattern AFTER = Pattern.compile("after=(-?\\d{1,18})&wait=(\\d{1,4})");

  private final HttpServer server;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(work -> daemon("box-control", work));
  private final AccessToken token;
  private final Supplier<BoxStatus> status;
  private final Revision revision;
  private final Runnable down;

  /**
   * @param revision advances whenever the status has changed
   * @param down starts the shutdown and returns at once
   */
  ControlServer(AccessToken token, Supplier<BoxStatus> status, Revision revision, Runnable down)
      throws IOException {
    this.token = token;
    this.status = status;
    this.revision = revision;
    this.down = down;
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    this.server = HttpServer.create(new InetSocketAddress(loopback, 0), 16);
    server.createContext("/", this::answer);
    server.setExecutor(thread);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!isFromHere(exchange)) {
      send(exchange, 403, Map.of("detail", "this endpoint answers local programs only"));
    } else if (!isAllowed(exchange)) {
      send(exchange, 401, Map.of("detail", "the bearer token is missing or wrong"));
    } else {
      route(exchange);
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "GET /status" -> tellChange(exchange);
      case "POST /down" -> {
        down.run();
        tell(exchange, 202);
      }
      default -> send(exchange, 404, Map.of("detail", "no such route"));
    }
  }

  /** Leaves the exchange open until there is something to tell. */
  private void tellChange(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    Matcher asked = AFTER.matcher(query == null ? "" : query);
    if (!asked.matches()) {
      tell(exchange, 200);
      return;
    }
    long wait = Math.min(Long.parseLong(asked.group(2)), LONGEST_WAIT.toSeconds());
    var unused =
        revision
            .after(Long.parseLong(asked.group(1)))
            .completeOnTimeout(null, wait, TimeUnit.SECONDS)
            .thenRunAsync(() -> tellLate(exchange), thread);
  }

  private void tellLate(HttpExchange exchange) {
    try {
      tell(exchange, 200);
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("a watcher of the box has gone");
    }
  }

  /** The revision is read first: a change between the two is told once more, not missed. */
  private void tell(HttpExchange exchange, int code) throws IOException {
    exchange.getResponseHeaders().set(REVISION_HEADER, Long.toString(revision.now()));
    send(exchange, code, status.get());
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
    try (exchange) {
      byte[] json = Json.bytes(body);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(code, json.length);
      exchange.getResponseBody().write(json);
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
