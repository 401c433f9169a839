package io.trainyard.node.http.stream;

import io.trainyard.node.service.StreamEvent;
import java.time.Duration;

/** How events look on the wire; nothing an event holds can begin another line. */
final class SseText {
  static final String HEARTBEAT = ": heartbeat\n\n";

  private SseText() {}

  static String event(StreamEvent event) {
    StringBuilder text = new StringBuilder(event.json().length() + 64);
    text.append("id: ").append(oneLine(event.id())).append('\n');
    if (event.name() != null) {
      text.append("event: ").append(oneLine(event.name())).append('\n');
    }
    return text.append("data: ").append(oneLine(event.json())).append("\n\n").toString();
  }

  /** Without an id: a client that comes back asks from the last event it has seen. */
  static String gap(long missed) {
    return "event: gap\ndata: {\"missed\":" + missed + "}\n\n";
  }

  static String end(String json) {
    return "event: end\ndata: " + oneLine(json) + "\n\n";
  }

  static String retry(Duration pause) {
    return "retry: " + pause.toMillis() + "\n\n";
  }

  /** JSON has no line break outside of strings and escapes those inside; others become blanks. */
  private static String oneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == 0) {
        return text.replace('\n', ' ').replace('\r', ' ').replace('\0', ' ');
      }
    }
    return text;
  }
}
