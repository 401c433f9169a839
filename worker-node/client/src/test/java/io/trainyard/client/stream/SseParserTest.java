package io.trainyard.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {
  private final SseParser parser = new SseParser("");

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void takesEachKindOfLineEnd(String end) throws IOException {
    String text = String.join(end, "id: 1", "event: metric", "data: a", "", "data: b", "", "");

    assertThat(read(text))
        .containsExactly(new SseEvent("1", "metric", "a"), new SseEvent("1", "message", "b"));
  }

  @Test
  void readsTheSameInPiecesOfOneByte() throws IOException {
    String text = "\uFEFFdata: größe\r\ndata:  two\r\n\r\nid: 7\r\r: heartbeat\ndata\n\n";
    List<SseEvent> whole = read(text);

    SseParser slow = new SseParser("");
    List<SseEvent> pieces = new ArrayList<>();
    for (byte one : text.getBytes(UTF_8)) {
      slow.feed(ByteBuffer.wrap(new byte[] {one}), pieces::add);
    }

    assertThat(whole)
        .containsExactly(
            new SseEvent("", "message", "größe\n two"), new SseEvent("7", "message", ""));
    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void skipsAByteOrderMarkOnlyAtTheStart() throws IOException {
    assertThat(read("\uFEFFdata: a\n\n\uFEFFdata: b\n\n"))
        .containsExactly(new SseEvent("", "message", "a"));
  }

  @Test
  void neverGivesOutAnEventWithoutItsEmptyLine() throws IOException {
    assertThat(read("id: 4\ndata: half\n")).isEmpty();
    assertThat(parser.lastEventId()).isEmpty();
  }

  @Test
  void movesTheLastEventIdWithAnEventWithoutDataToo() throws IOException {
    assertThat(read("id: 9\n\n")).isEmpty();
    assertThat(parser.lastEventId()).isEqualTo("9");
  }

  @Test
  void passesOverAnIdThatHoldsANul() throws IOException {
    read("id: 1\n\nid: a\0b\ndata: x\n\n");

    assertThat(parser.lastEventId()).isEqualTo("1");
  }

  @Test
  void takesARetryOfDigitsAndNoOther() throws IOException {
    read("retry: 1500\nretry: 1.5\nretry: -3\nretry:\n");

    assertThat(parser.retry()).contains(Duration.ofMillis(1500));
  }

  @Test
  void passesOverCommentsAndUnknownFields() throws IOException {
    assertThat(read(": beat\nfoo: bar\ndata:a\n:data: b\n\n"))
        .containsExactly(new SseEvent("", "message", "a"));
  }

  @Test
  void forgetsTheNameOfAnEventThatHadNoData() throws IOException {
    assertThat(read("event: metric\n\ndata: a\n\n"))
        .containsExactly(new SseEvent("", "message", "a"));
  }

  @Test
  void refusesAnEventThatWouldFillTheMemory() {
    byte[] endless = "x".repeat(9 * 1024 * 1024).getBytes(UTF_8);

    assertThatThrownBy(() -> parser.feed(ByteBuffer.wrap(endless), event -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than");
  }

  private List<SseEvent> read(String text) throws IOException {
    List<SseEvent> events = new ArrayList<>();
    parser.feed(ByteBuffer.wrap(text.getBytes(UTF_8)), events::add);
    return events;
  }
}
