package io.trainyard.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.node.config.Role;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostileTest {
  private TestNode node;

  @BeforeEach
  void start(@TempDir Path home) {
    node = new TestNode(home, Role.MASTER, TestNode.QUICK);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void endlessHeadersAreRefused() throws Exception {
    String answer =
        RawHttp.call(
            node.port(),
            "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: "
                + "x".repeat(100_000)
                + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("problem+json", "INVALID_REQUEST");
    assertStillServing();
  }

  @Test
  void anEndlessRequestLineAndNonsenseAreRefused() throws Exception {
    assertThat(RawHttp.call(node.port(), "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n"))
        .containsPattern("^HTTP/1.[01] 400");
    assertThat(RawHttp.call(node.port(), "\u0016\u0003\u0001 no http at all\r\n\r\n"))
        .contains("400");
    assertStillServing();
  }

  @Test
  void aBadlyEscapedPathIsRefused() throws Exception {
    String answer =
        RawHttp.call(
            node.port(),
            "GET /api/v1/runs/%zz HTTP/1.1\r\nHost: localhost:"
                + node.port()
                + "\r\nAuthorization: "
                + node.authorization
                + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("problem+json");
  }

  @Test
  void headersThatTrickleAreCutOff() throws Exception {
    try (RawHttp slow = new RawHttp(node.port())) {
      slow.send("GET /health HTTP/1.1\r\n");
      long started = System.nanoTime();
      CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> read(slow));
      await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                trickle(slow);
                return end.isDone();
              });

      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void aBodyThatNeverComesIsGivenUp() throws Exception {
    String answer =
        RawHttp.call(
            node.port(),
            "POST /send_task/cnn HTTP/1.1\r\nHost: localhost:"
                + node.port()
                + "\r\nAuthorization: "
                + node.authorization
                + "\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("did not arrive");
    assertThat(node.asked()).isEmpty();
  }

  @Test
  void idleConnectionsAreClosedAndDoNotKeepOthersOut() throws Exception {
    List<RawHttp> idle = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      idle.add(new RawHttp(node.port()));
      if (i % 50 == 0) {
        assertStillServing();
      }
    }
    assertStillServing();
    for (RawHttp connection : idle) {
      assertThat(connection.readAll()).isIn("", "(reset)");
      connection.close();
    }
  }

  @Test
  void aKeptConnectionMayBeUsedAgainUntilItIsIdleTooLong() throws Exception {
    try (RawHttp raw = new RawHttp(node.port())) {
      String request = "GET /health HTTP/1.1\r\nHost: localhost:" + node.port() + "\r\n\r\n";
      raw.send(request).readUntil("dependencies");
      raw.send(request).readUntil("HTTP/1.1 200");

      assertThat(raw.readAll()).doesNotContain("HTTP/1.1");
    }
  }

  @Test
  void deepJsonIsRefused() throws Exception {
    String deep = "{\"tags\":" + "[".repeat(400_000) + "]".repeat(400_000) + "}";

    assertThat(TestNode.problem(node.post("/send_task/cnn", deep)).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    String million = "[".repeat(1_000_000);
    assertThat(TestNode.problem(node.post("/send_task/cnn", million)).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(TestNode.problem(node.post("/send_task/cnn", million + "]".repeat(9))).code())
        .isEqualTo(ErrorCode.BODY_TOO_LARGE);
    assertThat(node.asked()).isEmpty();
    assertStillServing();
  }

  @Test
  void aBodyTooLargeIsRefusedWhetherItsLengthIsDeclaredOrNot() throws Exception {
    HttpResponse<String> declared = node.post("/send_task/cnn", " ".repeat(2_000_000));
    HttpResponse<String> chunked =
        node.send(
            node.request("/send_task/cnn")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofByteArrays(
                        java.util.Collections.nCopies(40, new byte[50_000]))));

    assertThat(TestNode.problem(declared).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
    assertThat(TestNode.problem(chunked).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
    assertStillServing();
  }

  @Test
  void aClientThatAsksBeforeSendingIsToldToOrRefused() throws Exception {
    String head =
        "POST /send_task/cnn HTTP/1.1\r\nHost: localhost:"
            + node.port()
            + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n";
    try (RawHttp raw = new RawHttp(node.port())) {
      raw.send(head + "Authorization: " + node.authorization + "\r\n\r\n");
      raw.readUntil("HTTP/1.1 100 Continue\r\n\r\n");
      raw.send("{}").readUntil("HTTP/1.1 202");
    }
    assertThat(RawHttp.call(node.port(), head + "\r\n")).startsWith("HTTP/1.1 401");
  }

  @Test
  void moreCallsThanCanWaitAreRefusedAndCounted() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    node.questions.instead =
        () -> {
          awaitQuietly(release);
          return Questions.golden(
              io.trainyard.contract.api.Route.HEALTH, io.trainyard.contract.cluster.Health.class);
        };
    List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      calls.add(node.client.sendAsync(node.request("/health").build(), BodyHandlers.ofString()));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> calls.stream().filter(CompletableFuture::isDone).count() == 20);
    release.countDown();

    List<Integer> statuses = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> call : calls) {
      statuses.add(call.get(20, TimeUnit.SECONDS).statusCode());
    }
    assertThat(statuses).filteredOn(status -> status == 503).hasSize(20);
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(70);
    node.questions.instead = null;
    assertThat(node.get("/metrics").body())
        .contains("trainyard_http_rejected_total{pool=\"probes\"} 20.0");
  }

  private void assertStillServing() throws Exception {
    long started = System.nanoTime();
    assertThat(node.get("/health").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
  }

  private static void trickle(RawHttp slow) {
    try {
      slow.send("X");
    } catch (IOException closed) {
      // What the test waits for; the reader sees it, too.
      return;
    }
  }

  private static String read(RawHttp raw) {
    try {
      return raw.readAll();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
