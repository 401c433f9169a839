package io.trainyard.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.node.config.Role;
import io.trainyard.node.service.LogStreams.Subscriber;
import io.trainyard.node.service.StreamEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamTest {
  private TestNode node;

  @BeforeEach
  void start(@TempDir Path home) {
    node = new TestNode(home, Role.WORKER, TestNode.QUICK, "trainyard.http.max-streams=2");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void eventsArriveAsTheyComeWithIdAndName() throws Exception {
    try (RawHttp client = open("/logs/stream?run=r-1", "")) {
      String head = client.readUntil("retry: 2000\n\n");
      Subscriber subscriber = subscriber(0);
      subscriber.event(new StreamEvent("1-7", null, "{\"message\":\"hello\"}"));
      subscriber.event(new StreamEvent("1-8", "metric", "{\"loss\":0.5}"));

      String events = client.readUntil("{\"loss\":0.5}\n\n");

      assertThat(head).startsWith("HTTP/1.1 200").contains("text/event-stream");
      assertThat(events).contains("id: 1-7\ndata: {\"message\":\"hello\"}\n\n");
      assertThat(events).contains("id: 1-8\nevent: metric\ndata: {\"loss\":0.5}\n\n");
      assertThat(node.streams.subscriptions).containsExactly("r-1 null");
    }
  }

  @Test
  void aQuietStreamBeats() throws Exception {
    try (RawHttp client = open("/logs/stream", "")) {
      client.readUntil(": heartbeat\n\n");
      client.readUntil(": heartbeat\n\n");
    }
  }

  @Test
  void nothingInAnEventCanForgeAnother() throws Exception {
    try (RawHttp client = open("/logs/stream", "")) {
      client.readUntil("retry: 2000\n\n");
      subscriber(0)
          .event(
              new StreamEvent("1\n\nevent: forged", "a\rdata: x", "{}\n\nevent: forged\ndata: 1"));
      subscriber(0).event(new StreamEvent("2", null, "{\"last\":1}"));

      String events = client.readUntil("{\"last\":1}\n\n");

      assertThat(events.lines().filter(line -> line.startsWith("event: ")))
          .containsExactly("event: a data: x");
      assertThat(events.lines().filter(line -> line.startsWith("data: "))).hasSize(2);
    }
  }

  @Test
  void theLastEventIdIsPassedOn() throws Exception {
    try (RawHttp client = open("/logs/stream", "Last-Event-ID: 3-120")) {
      client.readUntil("retry: 2000\n\n");
    }
    try (RawHttp client = open("/logs/stream?run=r-1&lastEventId=4-1", "")) {
      client.readUntil("retry: 2000\n\n");
    }
    assertThat(node.streams.subscriptions).containsExactly("null 3-120", "r-1 4-1");
  }

  @Test
  void whatIsWrongIsToldBeforeTheStreamBegins() throws Exception {
    assertThat(TestNode.problem(node.get("/logs/stream?run=unknown")).code())
        .isEqualTo(ErrorCode.RUN_NOT_FOUND);
    assertThat(
            TestNode.problem(node.send(node.request("/logs/stream").header("Last-Event-ID", "a b")))
                .code())
        .isEqualTo(ErrorCode.INVALID_EVENT_ID);
    assertThat(TestNode.problem(node.get("/logs/stream?ru=x")).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(node.get("/metrics").body()).contains("trainyard_http_streams 0.0");
  }

  @Test
  void streamsAreBoundedAndFreedWhenAClientGoes() throws Exception {
    try (RawHttp one = open("/logs/stream", "");
        RawHttp two = open("/logs/stream", "")) {
      one.readUntil("retry:");
      two.readUntil("retry:");
      assertThat(TestNode.problem(node.get("/logs/stream")).code())
          .isEqualTo(ErrorCode.TOO_MANY_STREAMS);
    }
    await().untilAsserted(() -> assertThat(node.streams.closed).hasSize(2));
    try (RawHttp three = open("/logs/stream", "")) {
      three.readUntil("retry:");
    }
  }

  @Test
  void anEndedStreamSaysWhy() throws Exception {
    try (RawHttp client = open("/logs/stream?run=r-1", "Connection: close")) {
      client.readUntil("retry: 2000\n\n");
      subscriber(0).event(new StreamEvent("9", null, "{}"));
      subscriber(0).closed("The run has ended.");

      assertThat(client.readAll())
          .containsSubsequence("id: 9", "event: end\ndata: {\"why\":\"The run has ended.\"}");
    }
  }

  @Test
  void aSlowClientIsToldHowMuchItMissed() throws Exception {
    try (RawHttp client = open("/logs/stream", "")) {
      client.readUntil("retry: 2000\n\n");
      long[] sent = {0};
      String filler = "{\"filler\":\"" + "x".repeat(10_000) + "\"}";
      // More than the sockets' buffers and the queue hold.
      for (; sent[0] < 4_000; sent[0]++) {
        subscriber(0).event(new StreamEvent(Long.toString(sent[0]), null, filler));
      }

      String events = client.readUntil("event: gap\n") + client.readUntil("\n\n");
      subscriber(0).event(new StreamEvent("after", null, "{\"after\":1}"));
      String after = client.readUntil("{\"after\":1}\n\n");

      long received = events.lines().filter(line -> line.startsWith("id: ")).count();
      long missed = Long.parseLong(events.replaceAll("(?s)^.*\"missed\":(\\d+)}.*$", "$1"));
      assertThat(received + missed).isEqualTo(4_000);
      assertThat(missed).isPositive();
      assertThat(events).contains("id: " + (received - 1) + "\n");
      assertThat(after).contains("id: after");
    }
    await()
        .untilAsserted(
            () ->
                assertThat(node.get("/metrics").body())
                    .containsPattern("stream_events_missed_total [1-9]"));
  }

  @Test
  void aStalledClientIsLetGo() throws Exception {
    try (RawHttp client = open("/logs/stream", "")) {
      client.readUntil("retry: 2000\n\n");
      String filler = "{\"filler\":\"" + "x".repeat(100_000) + "\"}";

      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () -> {
                for (int i = 0; i < 50; i++) {
                  subscriber(0).event(new StreamEvent(Integer.toString(i), null, filler));
                }
                assertThat(node.streams.closed).hasSize(1);
              });
    }
  }

  private RawHttp open(String path, String header) throws IOException {
    return new RawHttp(node.port())
        .send(
            "GET "
                + path
                + " HTTP/1.1\r\nHost: localhost:"
                + node.port()
                + "\r\nAuthorization: "
                + node.authorization
                + "\r\n"
                + (header.isEmpty() ? "" : header + "\r\n")
                + "\r\n");
  }

  private Subscriber subscriber(int index) {
    return node.streams.subscribers.get(index);
  }
}
