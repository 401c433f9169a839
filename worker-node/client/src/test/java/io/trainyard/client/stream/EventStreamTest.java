package io.trainyard.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.trainyard.client.TestNode;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.run.RunState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final StreamTiming QUICK =
      new StreamTiming(Duration.ofMillis(400), Duration.ofMillis(10), Duration.ofMillis(50));
  private static final String STATE =
      """
      id: 5
      event: state
      data: {"runId":"r","state":"RUNNING","reason":"learns","attempt":1}

      """;
  private static final String LOG =
      """
      id: 6
      data: {"nodeId":"worker-1","runId":"r","attempt":1,"sequence":1,"level":"INFO",
      data: "logger":"x","message":"hello","at":"2026-01-01T00:00:00Z"}

      """;
  private static final String END =
      "id: 7\nevent: end\ndata: {\"runId\":\"r\",\"state\":\"SUCCEEDED\"}\n\n";

  private final TestNode node = new TestNode();
  private final List<StreamEvent> heard = new CopyOnWriteArrayList<>();
  private final List<String> resumedFrom = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void stop() {
    over.countDown();
    node.close();
  }

  @Test
  void readsEventsInOrderAndStopsAtTheEnd() throws InterruptedException {
    node.on("/logs/stream", exchange -> send(exchange, STATE + ": beat\n\n" + LOG + END));

    try (EventStream stream = open()) {
      assertThat(stream.awaitEnd(Duration.ofSeconds(20))).isTrue();
    }

    assertThat(heard)
        .hasExactlyElementsOfTypes(
            StreamEvent.Connected.class,
            StreamEvent.Change.class,
            StreamEvent.Log.class,
            StreamEvent.End.class);
    assertThat(heard.get(1))
        .isEqualTo(
            new StreamEvent.Change(
                new RunChange("r", RunState.RUNNING, "learns", 1, null, null, null, null)));
  }

  @Test
  void goesOnWhereItStoodAfterTheConnectionBroke() throws InterruptedException {
    node.on("/logs/stream", exchange -> send(exchange, resumedFrom.isEmpty() ? STATE : LOG + END));

    try (EventStream stream = open()) {
      assertThat(stream.awaitEnd(Duration.ofSeconds(20))).isTrue();
    }

    assertThat(resumedFrom).containsExactly("", "5");
    assertThat(heard).hasAtLeastOneElementOfType(StreamEvent.Disconnected.class);
    assertThat(heard).last().isInstanceOf(StreamEvent.End.class);
  }

  @Test
  void leavesAConnectionThatHasGoneSilent() throws InterruptedException {
    node.on(
        "/logs/stream",
        exchange -> {
          if (resumedFrom.isEmpty()) {
            begin(exchange);
            write(exchange, STATE);
            awaitOver();
          } else {
            send(exchange, END);
          }
        });

    try (EventStream stream = open()) {
      assertThat(stream.awaitEnd(Duration.ofSeconds(20))).isTrue();
    }

    assertThat(heard)
        .filteredOn(StreamEvent.Disconnected.class::isInstance)
        .singleElement()
        .asString()
        .contains("nothing was heard");
  }

  @Test
  void staysConnectedWhileOnlyHeartbeatsCome() {
    node.on(
        "/logs/stream",
        exchange -> {
          begin(exchange);
          for (int beat = 0; beat < 8; beat++) {
            write(exchange, ": beat\n\n");
            pause(Duration.ofMillis(150));
          }
          write(exchange, END);
          exchange.close();
        });

    try (EventStream stream = open()) {
      await().atMost(Duration.ofSeconds(20)).until(() -> heard.size() == 2);
      assertThat(stream).isNotNull();
    }

    assertThat(heard).hasExactlyElementsOfTypes(StreamEvent.Connected.class, StreamEvent.End.class);
  }

  @Test
  void startsAnewWhenItsPlaceIsNoLongerKnown() throws InterruptedException {
    node.on(
        "/logs/stream",
        exchange -> {
          if (resumedFrom.isEmpty()) {
            send(exchange, STATE);
          } else if (resumedFrom.size() == 1) {
            remember(exchange);
            TestNode.problem(exchange, ErrorCode.INVALID_EVENT_ID, "not of this stream");
          } else {
            send(exchange, END);
          }
        });

    try (EventStream stream = open()) {
      assertThat(stream.awaitEnd(Duration.ofSeconds(20))).isTrue();
    }

    assertThat(resumedFrom).containsExactly("", "5", "");
    assertThat(heard).hasAtLeastOneElementOfType(StreamEvent.Reset.class);
  }

  @Test
  void waitsForABusyServerAndGivesUpOnARefusal() throws InterruptedException {
    node.on(
        "/logs/stream",
        exchange -> {
          boolean first = resumedFrom.isEmpty();
          remember(exchange);
          TestNode.problem(
              exchange,
              first ? ErrorCode.TOO_MANY_STREAMS : ErrorCode.RUN_NOT_FOUND,
              first ? "too many" : "There is no run r.");
        });

    try (EventStream stream = open()) {
      assertThat(stream.awaitEnd(Duration.ofSeconds(20))).isTrue();
    }

    assertThat(heard)
        .hasExactlyElementsOfTypes(StreamEvent.Disconnected.class, StreamEvent.Refused.class);
    assertThat(((StreamEvent.Refused) heard.get(1)).why().code())
        .isEqualTo(ErrorCode.RUN_NOT_FOUND);
  }

  @Test
  void closingEndsItsThreadAtOnce() throws InterruptedException {
    node.on(
        "/logs/stream",
        exchange -> {
          begin(exchange);
          write(exchange, STATE);
          awaitOver();
        });
    EventStream stream = open();
    await().until(() -> heard.size() == 2);

    stream.close();

    assertThat(stream.awaitEnd(Duration.ofSeconds(10))).isTrue();
    assertThat(heard).hasSize(2);
  }

  private EventStream open() {
    return node.client().stream("r", heard::add, QUICK);
  }

  private void send(HttpExchange exchange, String events) throws IOException {
    begin(exchange);
    write(exchange, events);
    exchange.close();
  }

  private void begin(HttpExchange exchange) throws IOException {
    remember(exchange);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
  }

  private void remember(HttpExchange exchange) {
    String id = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    resumedFrom.add(id == null ? "" : id);
  }

  private static void write(HttpExchange exchange, String events) throws IOException {
    exchange.getResponseBody().write(events.getBytes(UTF_8));
    exchange.getResponseBody().flush();
  }

  private void awaitOver() {
    pause(Duration.ofSeconds(20));
  }

  private void pause(Duration time) {
    try {
      if (over.await(time.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
