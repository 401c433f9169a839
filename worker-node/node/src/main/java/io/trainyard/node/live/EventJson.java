package io.trainyard.node.live;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** The data of events, as JSON on one line that steers no terminal. */
final class EventJson {
  static final String METRIC = "metric";
  static final String STATE = "state";
  static final String RESULT = "result";
  static final String GAP = "gap";
  static final String RESET = "reset";

  private static final int FIRST_UNSAFE = 0x7f;
  private static final int LAST_UNSAFE = 0x9f;

  private EventJson() {}

  record Gap(String reason, String topic, int partition, long from, long to) {}

  record Slow(String reason) {}

  record Reset(String reason) {}

  record Result(String runId, @JsonUnwrapped RunResult result) {}

  static String of(Object value) {
    return withoutTerminalControls(Json.text(value));
  }

  static String gap(TopicPartition partition, long from, long to) {
    String reason =
        "Kafka no longer keeps %d records of %s".formatted(to - from, partition.topic());
    return of(new Gap(reason, partition.topic(), partition.partition(), from, to));
  }

  static String changesGap(long from, long to) {
    String reason = "This node no longer keeps the changes of states from then";
    TopicPartition journal = Places.partition(Places.JOURNAL);
    return of(new Gap(reason, journal.topic(), journal.partition(), from, to));
  }

  /** The events of a change: its state, then its result if there is one. */
  static List<LiveEvent> of(StateChange change) {
    long after = 2 * change.offset() + 2;
    StateChange.Body state = change.state();
    boolean ends = state.state().isTerminal();
    List<LiveEvent> events = new ArrayList<>();
    RunResult result = change.result();
    long next = result == null ? after : after - 1;
    events.add(event(next, change, STATE, of(state), ends));
    if (result != null) {
      events.add(event(after, change, RESULT, of(new Result(state.runId(), result)), ends));
    }
    return events;
  }

  private static LiveEvent event(
      long next, StateChange change, String name, String json, boolean ends) {
    long at = change.at().toEpochMilli();
    return LiveEvent.certain(Places.JOURNAL, next, change.state().runId(), at, name, json, ends);
  }

  /** JSON escapes the control characters below 0x20 by itself; these it leaves as they are. */
  private static String withoutTerminalControls(String json) {
    if (json.chars().noneMatch(EventJson::isUnsafe)) {
      return json;
    }
    StringBuilder safe = new StringBuilder(json.length() + 16);
    json.chars()
        .forEach(
            c -> {
              if (isUnsafe(c)) {
                safe.append("\\u%04x".formatted(c));
              } else {
                safe.append((char) c);
              }
            });
    return safe.toString();
  }

  private static boolean isUnsafe(int c) {
    return c >= FIRST_UNSAFE && c <= LAST_UNSAFE;
  }
}
