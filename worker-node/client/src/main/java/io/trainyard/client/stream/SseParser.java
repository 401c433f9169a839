package io.trainyard.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads {@code text/event-stream} as the WHATWG HTML standard defines it (9.2.6), in pieces of any
 * size. Lines end with CR, LF or both; a leading byte order mark is skipped; an event without its
 * empty line is never given out. For one thread.
 */
final class SseParser {
  private static final int LONGEST_EVENT = 8 * 1024 * 1024;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private String name = "";
  private String idBuffer;
  private String lastEventId;
  private Optional<Duration> retry = Optional.empty();
  private boolean afterCarriageReturn;
  private boolean firstLine = true;

  /**
   * @param lastEventId of the connection before, empty on the first
   */
  SseParser(String lastEventId) {
    this.lastEventId = lastEventId;
    this.idBuffer = lastEventId;
  }

  /** What to send as Last-Event-ID when reconnecting; empty when there is none. */
  String lastEventId() {
    return lastEventId;
  }

  /** The reconnection time the server asked for, if it did. */
  Optional<Duration> retry() {
    return retry;
  }

  /** Takes the next bytes and gives out the events they complete. */
  void feed(ByteBuffer bytes, Consumer<SseEvent> out) throws IOException {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      boolean secondHalfOfLineEnd = next == '\n' && afterCarriageReturn;
      afterCarriageReturn = next == '\r';
      if (secondHalfOfLineEnd) {
        continue;
      }
      if (next == '\n' || next == '\r') {
        endLine(out);
      } else {
        append(next);
      }
    }
  }

  private void append(byte next) throws IOException {
    if (line.size() + data.length() >= LONGEST_EVENT) {
      throw new IOException("an event of the stream is longer than " + LONGEST_EVENT + " bytes");
    }
    line.write(next);
  }

  private void endLine(Consumer<SseEvent> out) {
    String text = line.toString(UTF_8);
    line.reset();
    if (firstLine && text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    firstLine = false;
    if (text.isEmpty()) {
      dispatch(out);
    } else {
      field(text);
    }
  }

  private void field(String text) {
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    if (value.startsWith(" ")) {
      value = value.substring(1);
    }
    switch (field) {
      case "data" -> data.append(value).append('\n');
      case "event" -> name = value;
      case "id" -> setId(value);
      case "retry" -> setRetry(value);
      default -> {
        // Comments (an empty field name) and fields of a later standard mean nothing here.
      }
    }
  }

  private void setId(String value) {
    if (value.indexOf('\0') < 0) {
      idBuffer = value;
    }
  }

  private void setRetry(String value) {
    if (value.matches("[0-9]{1,9}")) {
      retry = Optional.of(Duration.ofMillis(Long.parseLong(value)));
    }
  }

  private void dispatch(Consumer<SseEvent> out) {
    lastEventId = idBuffer;
    String kind = name.isEmpty() ? "message" : name;
    name = "";
    if (data.isEmpty()) {
      return;
    }
    String whole = data.substring(0, data.length() - 1);
    data.setLength(0);
    out.accept(new SseEvent(lastEventId, kind, whole));
  }
}
