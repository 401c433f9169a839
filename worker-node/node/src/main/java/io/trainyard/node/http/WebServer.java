package io.trainyard.node.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.node.config.Auth;
import io.trainyard.node.config.NodeConfig;
import io.trainyard.node.http.guard.AccessToken;
import io.trainyard.node.http.guard.Gate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's REST: one event loop in front, bounded pools behind it. {@link #start} returns once it
 * listens; {@link #close} may be called by any thread.
 */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int BACKLOG = 1024;
  private static final int FORM_TEXT_BYTES = 4096;
  private static final int FORM_FIELDS = 32;
  private static final long CLOSE_SECONDS = 5;

  private final Vertx vertx;
  private final HttpServer server;
  private final WorkPools pools;
  private final NodeRouter router;
  private final String host;

  private WebServer(
      Vertx vertx, HttpServer server, WorkPools pools, NodeRouter router, String host) {
    this.vertx = vertx;
    this.server = server;
    this.pools = pools;
    this.router = router;
    this.host = host;
  }

  /**
   * Begins to serve.
   *
   * @param version of the program, for the documentation
   * @param registry is what /metrics shows; requests are timed into it
   * @throws StartException when the port is taken or the token cannot be read, in one sentence
   */
  public static WebServer start(
      NodeConfig config,
      String version,
      NodeServices services,
      PrometheusMeterRegistry registry,
      Limits limits) {
    AccessToken token = token(config);
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(4)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    WorkPools pools = WorkPools.create(registry);
    NodeRouter router =
        NodeRouter.create(vertx, config, version, services, registry, limits, pools, token);
    Connections connections = router.connections();
    HttpServer server =
        vertx
            .createHttpServer(options(config))
            .connectionHandler(connections::opened)
            .invalidRequestHandler(WebServer::refuseInvalid)
            .exceptionHandler(e -> LOG.atDebug().setCause(e).log("A connection broke"))
            .requestHandler(router.router());
    WebServer web = new WebServer(vertx, server, pools, router, config.http().host());
    web.listen(config);
    return web;
  }

  /** The port it listens on, the one asked for or, for 0, the one found. */
  public int port() {
    return server.actualPort();
  }

  /** Where it answers, as seen from this machine. */
  public URI address() {
    return URI.create("http://" + host + ":" + port());
  }

  private void listen(NodeConfig config) {
    try {
      await(server.listen());
    } catch (IOException e) {
      close();
      throw new StartException(
          config.http().host()
              + ":"
              + config.http().port()
              + " cannot be listened on ("
              + e.getMessage()
              + "); set trainyard.http.port to a free port.",
          e);
    }
  }

  private static HttpServerOptions options(NodeConfig config) {
    HttpServerOptions options = new HttpServerOptions();
    options.setHost(config.http().host()).setPort(config.http().port()).setAcceptBacklog(BACKLOG);
    return options
        .setMaxHeaderSize(Limits.HEADER_BYTES)
        .setMaxInitialLineLength(Limits.LINE_BYTES)
        .setMaxFormAttributeSize(FORM_TEXT_BYTES)
        .setMaxFormFields(FORM_FIELDS)
        .setMaxFormBufferedBytes(FORM_TEXT_BYTES)
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(false);
  }

  /** What is no HTTP, or has longer headers than any caller needs, never reaches the router. */
  private static void refuseInvalid(HttpServerRequest request) {
    Problem problem =
        Problem.of(
            ErrorCode.INVALID_REQUEST,
            "The request line has at most "
                + Limits.LINE_BYTES
                + " bytes, the headers "
                + Limits.HEADER_BYTES
                + ", and both are as HTTP/1.1 wants them.");
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Connection", "close")
        .end(io.vertx.core.buffer.Buffer.buffer(io.trainyard.contract.codec.Json.bytes(problem)))
        .onComplete(sent -> Hangup.on(request.connection()));
  }

  private static @Nullable AccessToken token(NodeConfig config) {
    if (config.auth() == Auth.NONE) {
      return null;
    }
    try {
      return AccessToken.readOrCreate(config.tokenFile(), Gate.headerFile(config));
    } catch (IOException e) {
      throw new StartException(
          "The token file " + config.tokenFile() + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  /** Refuses new calls, lets those under way end for a moment, then cuts them. */
  @Override
  public void close() {
    quietly(server.close(), "server");
    router.close();
    pools.close();
    quietly(vertx.close(), "event loop");
  }

  private static void quietly(Future<?> closing, String what) {
    try {
      await(closing);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("part", what).setCause(e).log("The web server closed uncleanly");
    }
  }

  private static void await(Future<?> future) throws IOException {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      String why = cause instanceof TimeoutException ? "it took too long" : cause.getMessage();
      throw new IOException(why, cause);
    }
  }
}
