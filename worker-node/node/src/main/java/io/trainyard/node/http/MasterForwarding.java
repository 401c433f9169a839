package io.trainyard.node.http;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Passes a worker's caller on to a master, both bodies streamed. A master that cannot be reached is
 * passed over for the next; once a request has begun it is not sent again. Event loop only.
 */
final class MasterForwarding implements AutoCloseable {
  private static final String FORWARDED = "X-Trainyard-Forwarded";
  private static final int CONNECT_MILLIS = 2_000;
  private static final long SILENCE_MILLIS = 600_000;
  private static final int CONNECTIONS = 64;

  /** Of one hop only, or already judged by this node's gate. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "host",
          "expect",
          "origin",
          "referer",
          "cookie",
          "sec-fetch-site",
          "sec-fetch-mode",
          "sec-fetch-dest",
          "sec-fetch-user");

  private final List<URI> masters;
  private final HttpClient client;

  MasterForwarding(Vertx vertx, List<URI> masters) {
    this.masters = List.copyOf(masters);
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(CONNECTIONS));
  }

  void forward(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    if (request.getHeader(FORWARDED) != null) {
      throw unavailable("The configured master is a worker itself; look at trainyard.master.urls.");
    }
    request.pause();
    connect(request, 0)
        .compose(onward -> exchange(routing, onward))
        .compose(answer -> answerWith(routing, answer))
        .onFailure(
            failure -> {
              boolean told = failure instanceof TrainyardException;
              routing.fail(told ? failure : unavailable("The master broke the call off.", failure));
            });
  }

  private Future<HttpClientRequest> connect(HttpServerRequest request, int index) {
    if (index >= masters.size()) {
      return Future.failedFuture(
          unavailable("None of " + masters + " answers; what needs a master has to wait."));
    }
    return client
        .request(optionsFor(request, masters.get(index)))
        .recover(unreachable -> connect(request, index + 1));
  }

  private static RequestOptions optionsFor(HttpServerRequest request, URI master) {
    boolean tls = "https".equalsIgnoreCase(master.getScheme());
    int port = master.getPort() > 0 ? master.getPort() : tls ? 443 : 80;
    return new RequestOptions()
        .setMethod(request.method())
        .setHost(master.getHost())
        .setPort(port)
        .setSsl(tls)
        .setURI(request.uri())
        .setIdleTimeout(SILENCE_MILLIS)
        .setConnectTimeout(CONNECT_MILLIS);
  }

  private static Future<HttpClientResponse> exchange(
      RoutingContext routing, HttpClientRequest onward) {
    HttpServerRequest request = routing.request();
    copy(request.headers(), onward.headers());
    onward.putHeader(FORWARDED, "1");
    routing.addEndHandler(
        end -> {
          if (end.failed()) {
            onward.reset();
          }
        });
    if (Exchange.contentLength(request) <= 0 && request.getHeader("Transfer-Encoding") == null) {
      request.resume();
      return onward.send();
    }
    if (request.getHeader("Content-Length") == null) {
      onward.setChunked(true);
    }
    Exchange.letBodyCome(request);
    return onward.send(request);
  }

  private static Future<Void> answerWith(RoutingContext routing, HttpClientResponse answer) {
    if (routing.response().closed()) {
      return Future.succeededFuture();
    }
    routing.response().setStatusCode(answer.statusCode());
    copy(answer.headers(), routing.response().headers());
    if (answer.getHeader("Content-Length") == null) {
      routing.response().setChunked(true);
    }
    return routing.response().send(answer);
  }

  private static void copy(MultiMap from, MultiMap to) {
    from.forEach(
        header -> {
          if (!NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
            to.add(header.getKey(), header.getValue());
          }
        });
  }

  private static TrainyardException unavailable(String detail) {
    return new TrainyardException(ErrorCode.MASTER_UNAVAILABLE, detail);
  }

  private static TrainyardException unavailable(String detail, Throwable cause) {
    return new TrainyardException(ErrorCode.MASTER_UNAVAILABLE, detail, cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
