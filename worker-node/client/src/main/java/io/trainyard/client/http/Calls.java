package io.trainyard.client.http;

import io.trainyard.client.ClientConfig;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls to the first node that can be reached, beginning with the one that answered last. A
 * call that may have arrived goes to another node only when repeating it is harmless. Blocking;
 * safe for use by any thread.
 */
public final class Calls {
  private final HttpClient http;
  private final ClientConfig config;
  private final AtomicInteger newest = new AtomicInteger();

  public Calls(HttpClient http, ClientConfig config) {
    this.http = http;
    this.config = config;
  }

  /** The answer's JSON; a TrainyardException with the problem when there is none. */
  public <T> T json(Call call, Class<T> type) {
    return read(call, bytes(call), type);
  }

  /** For routes that answer 503 with their ordinary body when something is down. */
  public <T> T jsonEvenIfDown(Call call, Class<T> type) {
    HttpResponse<byte[]> answer = exchange(call, BodyHandlers.ofByteArray());
    if (answer.statusCode() == 503 && !Refusal.isProblem(answer)) {
      return read(call, answer, type);
    }
    return read(call, accepted(call, answer), type);
  }

  public String text(Call call) {
    return new String(bytes(call).body(), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** For calls whose answer says nothing. */
  public void done(Call call) {
    bytes(call);
  }

  private HttpResponse<byte[]> bytes(Call call) {
    return accepted(call, exchange(call, BodyHandlers.ofByteArray()));
  }

  private static HttpResponse<byte[]> accepted(Call call, HttpResponse<byte[]> answer) {
    if (answer.statusCode() >= 300) {
      throw Refusal.of(call, answer, answer.body());
    }
    return answer;
  }

  /**
   * Sends the call and gives any answer back, refusals too.
   *
   * @throws TrainyardException MASTER_UNAVAILABLE when no node could be reached, OUTCOME_UNKNOWN
   *     when the call was sent, may not be repeated, and was not answered
   */
  public <T> HttpResponse<T> exchange(Call call, BodyHandler<T> handler) {
    @Nullable IOException failure = null;
    int first = newest.get();
    int nodes = config.addresses().size();
    for (int i = 0; i < nodes; i++) {
      int index = (first + i) % nodes;
      URI node = config.addresses().get(index);
      try {
        HttpResponse<T> answer = send(call, node, handler);
        newest.set(index);
        return answer;
      } catch (ConnectException | HttpConnectTimeoutException e) {
        failure = e;
      } catch (IOException e) {
        if (!call.repeatable()) {
          throw Outage.unanswered(call, node, e);
        }
        failure = e;
      }
    }
    throw Outage.unreachable(call, config.addresses(), failure);
  }

  private <T> HttpResponse<T> send(Call call, URI node, BodyHandler<T> handler) throws IOException {
    try {
      return http.send(call.at(node, config.token(), config.callTimeout()), handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainyardException(
          ErrorCode.OUTCOME_UNKNOWN, "The wait for " + node + " was interrupted.", e);
    }
  }

  private static <T> T read(Call call, HttpResponse<byte[]> answer, Class<T> type) {
    try {
      return Json.read(answer.body(), type);
    } catch (IOException e) {
      throw new TrainyardException(
          ErrorCode.INTERNAL,
          answer.uri().resolve("/")
              + " answered "
              + call
              + " with something that is not Trainyard's; is another program listening there?",
          e);
    }
  }
}
